package io.blackroad.infra.bench.gateway;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Bodies as agents make them: metric samples with event ids, of more agents than any of them would notice the rate limit. */
final class FactBodies {
    private static final int AGENTS = 5_000;

    private final AtomicLong facts = new AtomicLong();

    /** A request with that many facts, headers included. */
    byte[] request(int count) {
        StringBuilder body = new StringBuilder(180 * count + 2);
        body.append(count == 1 ? "" : "[");
        for (int i = 0; i < count; i++) {
            body.append(i == 0 ? "" : ",");
            append(body, facts.getAndIncrement());
        }
        body.append(count == 1 ? "" : "]");
        String head =
                "POST /v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    private static void append(StringBuilder body, long number) {
        body.append("{\"type\":\"metric-sampled\",\"agentId\":\"bench-")
                .append(number % AGENTS)
                .append("\",\"eventId\":\"bench-")
                .append(number)
                .append("\",\"cpuUsedMillis\":")
                .append(number % 1_000)
                .append(",\"memoryUsedBytes\":")
                .append(1_000_000_000 + number % 1_000_000)
                .append(",\"inFlight\":1,\"latencyMicros\":12345}");
    }
}
