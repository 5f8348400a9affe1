package io.blackroad.infra.bench.gateway;

import io.blackroad.access.AccessSettings;
import io.blackroad.infra.bench.workload.BenchRegistry;
import io.blackroad.producer.gateway.GatewayConfig;
import io.blackroad.producer.gateway.GatewayLimits;
import io.blackroad.producer.gateway.GatewayServer;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Main class of the gateway's process: {@code GatewayMain BOOTSTRAP PORT}. */
public final class GatewayMain {
    private GatewayMain() {}

    /** Runs until the process is ended. */
    public static void main(String[] arguments) throws InterruptedException {
        GatewayConfig config =
                new GatewayConfig(arguments[0], AccessSettings.none(), GatewayLimits.defaults(), Map.of());
        GatewayServer server =
                GatewayServer.start(config, BenchRegistry.create(), "127.0.0.1", Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "close"));
        new CountDownLatch(1).await();
    }
}
