package io.blackroad.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.access.AccessSettings;
import io.blackroad.producer.RealBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A gateway on a real broker, ready. */
final class RunningGateway implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final GatewayServer server;
    final GatewayClient client;

    RunningGateway(RealBroker broker, GatewayLimits limits, Path access) {
        server = GatewayServer.start(
                new GatewayConfig(
                        broker.bootstrapServers(),
                        access == null ? AccessSettings.none() : AccessSettings.of(access),
                        limits,
                        Map.of()),
                broker.registry(),
                "127.0.0.1",
                0);
        client = new GatewayClient(server.url());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.get("/ready").status())
                        .as(server.missing().toString())
                        .isEqualTo(200));
    }

    RunningGateway(RealBroker broker) {
        this(broker, GatewayLimits.defaults(), null);
    }

    HttpAnswer post(String json, String... headers) {
        return client.post(json, headers);
    }

    @Override
    public void close() {
        server.close();
    }
}
