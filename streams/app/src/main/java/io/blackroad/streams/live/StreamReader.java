package io.blackroad.streams.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One reader of the stream. It holds the number of the round that it was brought to, and one text that is being written;
 * no thread waits for it. While a text is on its way rounds pass, and the next text brings it to the newest of them.
 */
final class StreamReader implements Callback {
    private static final ByteBuffer GREETING = ByteBuffer.wrap("retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII))
            .asReadOnlyBuffer();

    private final LiveFleet fleet;
    private final BooleanSupplier letIn;
    private final Response response;
    private final Callback end;
    private final Consumer<StreamReader> gone;
    private long round;
    private long writing;
    /** From the start: until the greeting is written nothing else may be. */
    private boolean busy = true;

    private boolean closed;

    /**
     * @param round the round that it has
     * @param letIn whether it may still be told anything; a stream can outlive the token that it was asked for with
     * @param gone called when it has left
     */
    StreamReader(
            LiveFleet fleet,
            long round,
            BooleanSupplier letIn,
            Response response,
            Callback end,
            Consumer<StreamReader> gone) {
        this.fleet = fleet;
        this.round = round;
        this.writing = round;
        this.letIn = letIn;
        this.response = response;
        this.end = end;
        this.gone = gone;
    }

    /** Starts the answer, once; before and while it does, {@link #tell()} waits and {@link #close()} ends it after it. */
    void greet() {
        response.write(false, GREETING.slice(), this);
    }

    /** Tells it what is new, unless it is still being told something. */
    void tell() {
        LiveFleet.Message message;
        synchronized (this) {
            message = busy || closed ? null : fleet.since(round);
            if (message == null) {
                return;
            }
            busy = true;
            writing = message.round();
        }
        response.write(false, ByteBuffer.wrap(message.bytes()), this);
    }

    boolean isLetIn() {
        return letIn.getAsBoolean();
    }

    /** The round that it has. */
    synchronized long round() {
        return round;
    }

    /** Ends the stream. */
    void close() {
        boolean wasBusy;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            wasBusy = busy;
        }
        if (!wasBusy) {
            end.succeeded();
        }
    }

    @Override
    public void succeeded() {
        boolean over;
        synchronized (this) {
            busy = false;
            round = writing;
            over = closed;
        }
        if (over) {
            end.succeeded();
        } else {
            tell();
        }
    }

    @Override
    public void failed(Throwable failure) {
        synchronized (this) {
            closed = true;
        }
        gone.accept(this);
        end.failed(failure);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
