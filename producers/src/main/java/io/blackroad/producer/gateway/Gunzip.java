package io.blackroad.producer.gateway;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Bodies as they were before compression, up to a bound: a few kilobytes can stand for gigabytes. */
final class Gunzip {
    private static final int STEP = 8 << 10;

    private Gunzip() {}

    /** @throws RejectedException if the body is no gzip, is of another encoding, or would grow beyond {@code maxBytes} */
    static byte[] decoded(byte[] body, String encoding, int maxBytes) throws RejectedException {
        if (encoding == null || encoding.isBlank() || encoding.trim().equalsIgnoreCase("identity")) {
            return body;
        }
        if (!encoding.trim().equalsIgnoreCase("gzip")) {
            throw new RejectedException(
                    ProblemType.UNSUPPORTED_ENCODING,
                    "Content-Encoding may be gzip or left out; nothing else is taken");
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(maxBytes, 4 * body.length));
            byte[] buffer = new byte[STEP];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (out.size() + count > maxBytes) {
                    throw tooLarge(maxBytes);
                }
                out.write(buffer, 0, count);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new RejectedException(ProblemType.BAD_REQUEST, "the body is no gzip: " + e.getMessage());
        }
    }

    static RejectedException tooLarge(int maxBytes) {
        return new RejectedException(Rejection.limited(
                ProblemType.BODY_TOO_LARGE,
                "a body has at most " + maxBytes + " bytes, decompressed; send fewer facts at a time",
                maxBytes));
    }
}
