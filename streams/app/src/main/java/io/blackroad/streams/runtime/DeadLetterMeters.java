package io.blackroad.streams.runtime;

import io.blackroad.streams.deadletter.DeadLetterListener;
import io.blackroad.streams.deadletter.DeadLetterSink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Dead letters by where they came from and why. Sources are topics of the catalogue, so there are few. */
final class DeadLetterMeters implements DeadLetterListener {
    private final MeterRegistry meters;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    DeadLetterMeters(MeterRegistry meters, Iterable<String> sources) {
        this.meters = meters;
        // From the start on: a counter that begins with its first letter shows no increase.
        for (String source : sources) {
            for (Kind kind : Kind.values()) {
                counter(source, kind);
            }
        }
    }

    @Override
    public void lettered(String topic, Kind kind) {
        counter(topic, kind).increment();
    }

    /** The same sink, counted. */
    DeadLetterSink counted(DeadLetterSink sink) {
        return refusal -> {
            lettered(refusal.fact().topic(), Kind.of(refusal.reason()));
            sink.keep(refusal);
        };
    }

    private Counter counter(String topic, Kind kind) {
        return counters.computeIfAbsent(
                topic + ' ' + kind,
                same -> Counter.builder("blackroad.dead.letters")
                        .description("Dead letters by the topic that the record came from and by kind.")
                        .tag("topic", topic)
                        .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                        .register(meters));
    }
}
