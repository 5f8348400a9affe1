package io.blackroad.producer.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Gathers a body as it arrives, up to a bound; no thread waits for it. */
final class BodyCollector {
    private static final int FIRST_BYTES = 512;

    private final Request request;
    private final int maxBytes;
    private final Receiver receiver;
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
            boolean fits = add(chunk.getByteBuffer());
            chunk.release();
            if (!fits) {
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
    private boolean add(ByteBuffer bytes) {
        int count = bytes.remaining();
        if (count == 0) {
            return true;
        }
        byte[] piece = new byte[count];
        bytes.get(piece);
        if (only == null && more == null) {
            only = piece;
            return count <= maxBytes;
        }
        if (more == null) {
            more = new ByteArrayOutputStream(Math.max(FIRST_BYTES, 2 * only.length));
            more.writeBytes(only);
            only = null;
        }
        more.writeBytes(piece);
        return more.size() <= maxBytes;
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
