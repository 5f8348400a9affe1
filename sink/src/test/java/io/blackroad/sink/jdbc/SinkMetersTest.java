package io.blackroad.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names and labels as infra/docs/metrics.md lists them. */
class SinkMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SinkMeters meters = new SinkMeters(registry, "history");

    @Test
    void whatIsWrittenIsCountedByTopic() {
        meters.written(
                new Written(List.of(new Written.Part("facts", 7, 1), new Written.Part("decisions", 2, 0))),
                Duration.ofMillis(40));
        meters.retried();
        meters.lag("facts", 12);

        assertThat(registry.getMeters().stream().map(SinkMetersTest::named))
                .containsExactlyInAnyOrder(
                        "blackroad.sink.batch.facts[sink]",
                        "blackroad.sink.write[sink]",
                        "blackroad.sink.retries[sink]",
                        "blackroad.sink.facts[sink, topic]",
                        "blackroad.sink.facts[sink, topic]",
                        "blackroad.sink.dead.letters[sink, topic]",
                        "blackroad.sink.dead.letters[sink, topic]",
                        "blackroad.sink.lag.facts[sink, topic]");
        assertThat(registry.get("blackroad.sink.facts")
                        .tag("topic", "facts")
                        .counter()
                        .count())
                .isEqualTo(7);
        assertThat(registry.get("blackroad.sink.dead.letters")
                        .tag("topic", "facts")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("blackroad.sink.batch.facts").summary().totalAmount())
                .isEqualTo(10);
        assertThat(registry.get("blackroad.sink.lag.facts").gauge().value()).isEqualTo(12);
    }

    private static String named(Meter meter) {
        return meter.getId().getName()
                + meter.getId().getTags().stream().map(tag -> tag.getKey()).toList();
    }
}
