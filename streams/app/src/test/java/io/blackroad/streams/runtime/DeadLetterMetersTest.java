package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.streams.deadletter.DeadLetterListener.Kind;
import io.blackroad.streams.deadletter.UnusableFactException;
import io.blackroad.streams.deadletter.UnusableFactsException.Refusal;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class DeadLetterMetersTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final DeadLetterMeters meters = new DeadLetterMeters(registry, List.of("facts"));

    @Test
    void knownSourcesBeginAtNothing() {
        assertThat(registry.scrape())
                .contains("blackroad_dead_letters_total{kind=\"unreadable\",topic=\"facts\"} 0.0")
                .contains("blackroad_dead_letters_total{kind=\"refused\",topic=\"facts\"} 0.0");
    }

    @Test
    void whatASinkKeepsIsCountedByKind() {
        List<Refusal> kept = new ArrayList<>();
        meters.counted(kept::add).keep(refusal(new SerializationException("no such schema")));
        meters.counted(kept::add).keep(refusal(new UnusableFactException("min above max")));
        meters.counted(kept::add).keep(refusal(new IllegalArgumentException("min above max")));
        meters.lettered("facts", Kind.REFUSED);

        assertThat(kept).hasSize(3);
        assertThat(registry.scrape())
                .contains("blackroad_dead_letters_total{kind=\"unreadable\",topic=\"control.public.rules\"} 1.0")
                .contains("blackroad_dead_letters_total{kind=\"refused\",topic=\"control.public.rules\"} 2.0")
                .contains("blackroad_dead_letters_total{kind=\"refused\",topic=\"facts\"} 1.0");
    }

    private static Refusal refusal(RuntimeException reason) {
        return new Refusal(new ConsumerRecord<>("control.public.rules", 0, 0, new byte[0], new byte[0]), reason);
    }
}
