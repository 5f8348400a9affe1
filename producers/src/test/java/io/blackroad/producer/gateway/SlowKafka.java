package io.blackroad.producer.gateway;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * A Kafka in virtual time that takes so many bytes a second: it answers one request at a time, and holds the producer back
 * after each for as long as the request was too large, as a quota does. Small requests make it steady, large ones lumpy.
 */
final class SlowKafka {
    private static final double NANOS = 1e9;
    private static final long WAY_NANOS = Duration.ofMillis(5).toNanos();

    /**
     * @param bytesPerSecond that it takes, weighed
     * @param requestBytes most of a request
     * @param burstSeconds of which it takes the bytes at once after a rest
     */
    record Settings(double bytesPerSecond, int requestBytes, double burstSeconds) {}

    private record Waiting(int size, long since, double weight) {}

    private final Settings settings;
    private final long deliveryNanos;
    private final Backlog backlog;
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private final List<Waiting> request = new ArrayList<>();
    private long answersAt;
    private long stopsUntil;
    private double credit;
    private long creditedAt;
    private double taken;
    private int givenUp;

    SlowKafka(Settings settings, GatewayLimits limits, Backlog backlog, long now) {
        this.settings = settings;
        this.deliveryNanos = limits.deliveryTimeout().toNanos();
        this.backlog = backlog;
        this.creditedAt = now;
        this.stopsUntil = now;
    }

    /** @param weight what a byte of it costs after compression, 1 on average */
    void send(int size, double weight, long now) {
        backlog.began(size, now);
        queue.add(new Waiting(size, now, weight));
    }

    /** It takes nothing for a time. */
    void stops(Duration time, long now) {
        stopsUntil = now + time.toNanos();
    }

    /** What happens until now. */
    void step(long now) {
        credit = Math.min(
                credit + (now - creditedAt) / NANOS * settings.bytesPerSecond,
                settings.burstSeconds * settings.bytesPerSecond);
        creditedAt = now;
        if (!request.isEmpty() && now - answersAt >= 0) {
            request.forEach(waiting -> end(waiting, true, now));
            request.clear();
        }
        while (!queue.isEmpty() && now - queue.peek().since > deliveryNanos) {
            end(queue.poll(), false, now);
            givenUp++;
        }
        if (request.isEmpty() && !queue.isEmpty() && credit >= 0 && now - stopsUntil >= 0) {
            fill(now);
        }
    }

    private void fill(long now) {
        int bytes = 0;
        while (!queue.isEmpty() && bytes + queue.peek().size <= settings.requestBytes) {
            Waiting next = queue.poll();
            request.add(next);
            bytes += next.size;
            credit -= next.size * next.weight;
            taken += next.size * next.weight;
        }
        answersAt = now + WAY_NANOS;
    }

    private void end(Waiting waiting, boolean taken, long now) {
        backlog.ended(waiting.size, waiting.since, taken, now);
    }

    /** Weighed bytes so far. */
    double taken() {
        return taken;
    }

    /** Facts that waited too long. */
    int givenUp() {
        return givenUp;
    }
}
