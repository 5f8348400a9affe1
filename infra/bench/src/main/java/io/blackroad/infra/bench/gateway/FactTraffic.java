package io.blackroad.infra.bench.gateway;

import io.blackroad.infra.bench.measure.HttpReply;
import io.blackroad.infra.bench.measure.HttpTraffic;
import java.nio.charset.StandardCharsets;

/** Facts that a gateway is sent; done is what it has accepted, also of a request that it has refused in part. */
final class FactTraffic implements HttpTraffic {
    private static final int ACCEPTED = 202;
    private static final String COUNT = "\"accepted\":";

    private final FactBodies bodies;
    private final int factsPerRequest;

    FactTraffic(FactBodies bodies, int factsPerRequest) {
        this.bodies = bodies;
        this.factsPerRequest = factsPerRequest;
    }

    @Override
    public byte[] request() {
        return bodies.request(factsPerRequest);
    }

    @Override
    public int done(HttpReply reply) {
        String body = new String(reply.body(), StandardCharsets.US_ASCII);
        int at = body.indexOf(COUNT);
        if (at < 0) {
            return 0;
        }
        int from = at + COUNT.length();
        return Integer.parseInt(body.substring(from, body.indexOf(',', from)));
    }

    @Override
    public boolean isRefused(HttpReply reply) {
        return reply.status() != ACCEPTED;
    }
}
