package io.blackroad.producer.gateway;

import io.blackroad.access.AccessSettings;
import io.blackroad.schema.InMemoryRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A gateway as a process of its own, which a test can kill: brokers, port. */
public final class GatewayMain {
    private GatewayMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        GatewayLimits limits = GatewayLimits.defaults()
                .withFactsPerSecond(100_000)
                .withTimes(Duration.ofMinutes(5), Duration.ofSeconds(20), Duration.ofSeconds(6));
        GatewayServer.start(
                new GatewayConfig(arguments[0], AccessSettings.none(), limits, Map.of()),
                new InMemoryRegistry(),
                "127.0.0.1",
                Integer.parseInt(arguments[1]));
        new CountDownLatch(1).await();
    }
}
