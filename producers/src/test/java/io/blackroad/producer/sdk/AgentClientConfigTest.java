package io.blackroad.producer.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.blackroad.schema.InMemoryRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

class AgentClientConfigTest {
    private final InMemoryRegistry registry = new InMemoryRegistry();

    @Test
    void namesEveryErrorAtOnce() {
        SendLimits limits =
                new SendLimits(10, 99, Duration.ofDays(1), "zip", Duration.ofSeconds(1), Duration.ZERO, null);

        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> new AgentClientConfig(
                        "localhost", null, " ", Duration.ofMillis(1), limits, Map.of("acks", "1")))
                .satisfies(e -> assertThat(e.errors())
                        .extracting(error -> error.split(" ")[0])
                        .containsExactly(
                                "bootstrapServers",
                                "registry",
                                "clientId",
                                "heartbeatInterval",
                                "bufferBytes",
                                "metricReservePercent",
                                "linger",
                                "compression",
                                "deliveryTimeout",
                                "connectTimeout",
                                "closeTimeout",
                                "kafka"))
                .withMessageContaining("compression is zip, must be one of none, lz4");
    }

    @Test
    void becomesAnIdempotentProducerThatWaitsForAllReplicas() {
        AgentClientConfig config = AgentClientConfig.of("a:1,b:2", registry)
                .withKafka(Map.of("security.protocol", "SSL", "linger.ms", "9"));

        assertThat(ProducerSettings.of(config))
                .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
                .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
                .containsEntry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1)
                .containsEntry(ProducerConfig.LINGER_MS_CONFIG, 20L)
                .containsEntry("security.protocol", "SSL")
                .containsEntry("bootstrap.servers", "a:1,b:2");
    }

    @Test
    void keepsSecretsOutOfItsText() {
        AgentClientConfig config =
                AgentClientConfig.of("a:1", registry).withKafka(Map.of("sasl.jaas.config", "password=hunter2"));

        assertThat(config.toString()).contains("sasl.jaas.config").doesNotContain("hunter2");
    }
}
