package io.blackroad.infra.bench.steady;

import io.blackroad.infra.bench.measure.HttpReply;
import io.blackroad.infra.bench.measure.HttpTraffic;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Questions to one route, one after the other; only a whole answer of 200 counts. */
final class Questions implements HttpTraffic {
    private static final int FOUND = 200;

    private final AtomicLong asked = new AtomicLong();
    private final LongFunction<String> path;

    /** @param path the path of a question by its number */
    Questions(LongFunction<String> path) {
        this.path = path;
    }

    @Override
    public byte[] request() {
        String head = "GET " + path.apply(asked.getAndIncrement()) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        return head.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public int done(HttpReply reply) {
        return isRefused(reply) ? 0 : 1;
    }

    @Override
    public boolean isRefused(HttpReply reply) {
        return reply.status() != FOUND || reply.body().length == 0;
    }
}
