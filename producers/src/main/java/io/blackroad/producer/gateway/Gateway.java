package io.blackroad.producer.gateway;

import io.blackroad.schema.SchemaRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.Container;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes facts of agents over HTTP and writes them to their topics. It stands in front of the routes of any Jetty server:
 * its own, or one that has other things to say on the same port. It starts without Kafka or registry, answers 503 until
 * both are there, and joins them by itself.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration IDLE_TIMEOUT_WHEN_FULL = Duration.ofSeconds(1);

    private final GatewayLimits limits;
    private final FactLog log;
    private final LogFollower follower;
    private final EventsHandler handler;
    private final SlowRequests slow;
    private final ScheduledExecutorService housekeeper;

    private Gateway(GatewayConfig config, SchemaRegistry registry, MeterRegistry registryOfMeters) {
        this.limits = config.limits();
        LongSupplier nanos = System::nanoTime;
        InstantSource clock = InstantSource.system();
        EventMemory memory = new EventMemory(limits, nanos);
        AgentBook book = new AgentBook(limits, nanos.getAsLong());
        this.log = new FactLog(() -> new KafkaProducer<>(config.producer()), nanos);
        this.follower = new LogFollower(
                () -> (Consumer<byte[], byte[]>) new KafkaConsumer<byte[], byte[]>(config.follower()),
                registry,
                log,
                memory,
                book,
                limits.window(),
                clock,
                nanos);
        GatewayMeters meters = new GatewayMeters(registryOfMeters);
        Shedding shedding = new Shedding(limits, log.backlog(), meters, nanos);
        Acceptance acceptance = new Acceptance(limits, book, memory, log, shedding, clock, nanos);
        this.handler = new EventsHandler(limits, follower, acceptance, meters);
        this.slow = new SlowRequests(
                limits.requestTimeout().plus(limits.deliveryTimeout()).toNanos());
        meters.gauge("blackroad.gateway.agents", "Agents known.", book::size);
        meters.gauge("blackroad.gateway.event.ids", "Event ids remembered.", memory::size);
        meters.gauge(
                "blackroad.gateway.unacknowledged.bytes",
                "Facts that Kafka has not answered.",
                () -> log.backlog().bytes());
        meters.gauge("blackroad.gateway.connections", "Connections.", slow::size);
        meters.gauge(
                "blackroad.gateway.ready",
                "1 when facts are taken.",
                () -> missing().isEmpty() ? 1 : 0);
        this.housekeeper = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "gateway-housekeeper");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts to connect to Kafka and the registry, in the background.
     *
     * @throws org.apache.kafka.common.KafkaException if no address of a broker can be resolved, or a setting of Kafka is
     *     wrong
     */
    public static Gateway start(GatewayConfig config, SchemaRegistry registry, MeterRegistry meters) {
        Gateway gateway = new Gateway(config, registry, meters);
        gateway.follower.start();
        long every = HOUSEKEEPING.toMillis();
        var unused =
                gateway.housekeeper.scheduleWithFixedDelay(gateway::keepHouse, every, every, TimeUnit.MILLISECONDS);
        return gateway;
    }

    /**
     * What answers; requests for other paths go on to the handler that is set into it. It takes facts of whoever has a
     * {@link io.blackroad.access.Pass}, so it stands behind a handler that gives them.
     */
    public Handler.Wrapper handler() {
        return handler;
    }

    /** What facts are waiting for; empty while they are taken. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>(0);
        follower.waitsFor().ifPresent(what -> missing.add("the gateway waits for " + what));
        if (missing.isEmpty() && !log.isOpen()) {
            missing.add("Kafka does not take facts");
        }
        return missing;
    }

    /** Bounds a server that has its connectors already: connections, idle ones and slow ones. */
    public void guard(Server server) {
        NetworkConnectionLimit limit = new NetworkConnectionLimit(limits.maxConnections(), server);
        limit.setEndPointIdleTimeout(IDLE_TIMEOUT_WHEN_FULL.toMillis());
        server.addBean(limit);
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof ServerConnector socket) {
                socket.setIdleTimeout(IDLE_TIMEOUT.toMillis());
            }
            Container.addBean(connector, slow);
        }
    }

    private void keepHouse() {
        try {
            slow.sweep(System.nanoTime());
        } catch (RuntimeException e) {
            LOG.error("housekeeping failed this time", e);
        }
    }

    @Override
    public void close() {
        housekeeper.shutdownNow();
        follower.close();
        log.close();
    }
}
