package io.blackroad.producer.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Gathers a body as it arrives, up to a bound; no thread waits for it. One that is a little too large is read to its end and
 * forgotten: who still sends when the connection is closed may never see why.
 */
final class BodyCollector {
    private static final int FIRST_BYTES = 512;

    /** A body is not worth reading to its end when it is larger than this many bounds. */
    private static final int FORGOTTEN = 4;

    private final Request request;
    private final int maxBytes;
    private final Receiver receiver;
    private long seen;
    private byte[] only;
    private ByteArrayOutputStream more;

    /** Told once how it ended. */
    interface Receiver {
        void received(byte[] body);

        void failed(Rejection why);
    }

    BodyCollector(Request request, int maxBytes, Receiver receiver) {
        this.request = request;
        this.maxBytes = maxBytes;
        this.receiver = receiver;
    }

    /** How much of a body is read, bytes; more is refused at once. */
    static long mostRead(int maxBytes) {
        return (long) FORGOTTEN * maxBytes;
    }

    /** Reads what is there and comes back when there is more. */
    void read() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::read);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                receiver.failed(failure(chunk.getFailure()));
                return;
            }
            boolean last = chunk.isLast();
            seen += chunk.remaining();
            if (seen <= maxBytes) {
                add(chunk.getByteBuffer());
            }
            chunk.release();
            if (seen > mostRead(maxBytes) || last && seen > maxBytes) {
                receiver.failed(Gunzip.tooLarge(maxBytes).rejection());
                return;
            }
            if (last) {
                receiver.received(body());
                return;
            }
        }
    }

    /** Most bodies come in one piece, which then is copied once. */
    private void add(ByteBuffer bytes) {
        int count = bytes.remaining();
        if (count == 0) {
            return;
        }
        byte[] piece = new byte[count];
        bytes.get(piece);
        if (only == null && more == null) {
            only = piece;
            return;
        }
        if (more == null) {
            more = new ByteArrayOutputStream(Math.max(FIRST_BYTES, 2 * only.length));
            more.writeBytes(only);
            only = null;
        }
        more.writeBytes(piece);
    }

    private byte[] body() {
        if (more != null) {
            return more.toByteArray();
        }
        return only == null ? new byte[0] : only;
    }

    private static Rejection failure(Throwable cause) {
        return cause instanceof TimeoutException || cause.getCause() instanceof TimeoutException
                ? Rejection.of(ProblemType.BODY_TOO_SLOW, "the body stopped arriving; send it again")
                : Rejection.of(ProblemType.BAD_REQUEST, "the body could not be read: " + cause.getMessage());
    }
}
