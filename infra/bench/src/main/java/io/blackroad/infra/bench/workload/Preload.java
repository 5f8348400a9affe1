package io.blackroad.infra.bench.workload;

import io.blackroad.schema.SchemaRegistry;
import java.time.Instant;

/** Writes a stretch of a fleet's life at once: its facts carry the times that they would have had. */
public final class Preload {
    private static final long SECOND = 1_000_000;

    private Preload() {}

    /**
     * Writes about {@code events} facts, as many a simulated second as there are agents. The stretch ends now, so that no
     * broker finds its records too old to keep.
     *
     * @return what was written
     */
    public static Sent write(String bootstrapServers, SchemaRegistry registry, BenchFleet fleet, long events) {
        long perSecond = fleet.agents();
        long seconds = Math.max(2, events / perSecond);
        long start = (Instant.now().getEpochSecond() - seconds - 2) * SECOND;
        FactMix mix = new FactMix(fleet, registry, start - 2 * SECOND);
        try (FactProducer producer = FactProducer.fast(bootstrapServers)) {
            ControlRows.write(producer, registry, Instant.ofEpochSecond(start / SECOND));
            // A second ahead, so that no reader of several topics meets a sample before its agent.
            for (int agent = 0; agent < fleet.agents(); agent++) {
                producer.send(mix.register(agent, start - SECOND));
            }
            for (long event = 0; event < seconds * perSecond; event++) {
                producer.send(mix.next(start + event * SECOND / perSecond));
            }
            Sent sent = mix.end(start + seconds * SECOND);
            for (int partition = 0; partition < fleet.partitions(); partition++) {
                producer.send(mix.closing(partition));
            }
            producer.flush();
            return sent;
        }
    }
}
