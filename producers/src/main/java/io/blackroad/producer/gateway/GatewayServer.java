package io.blackroad.producer.gateway;

import io.blackroad.access.AccessHandler;
import io.blackroad.schema.SchemaRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gateway with a server of its own. */
public final class GatewayServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);
    private static final int MAX_THREADS = 16;
    private static final int MIN_THREADS = 4;
    private static final int BACKLOG = 1_024;
    private static final Duration STOP_MARGIN = Duration.ofSeconds(1);

    private final Gateway gateway;
    private final Server server;
    private final ServerConnector connector;
    private final String host;

    private GatewayServer(Gateway gateway, Server server, ServerConnector connector, String host) {
        this.gateway = gateway;
        this.server = server;
        this.connector = connector;
        this.host = host;
    }

    /**
     * Starts to listen.
     *
     * @param host address to bind; 127.0.0.1 keeps it on this machine
     * @param port port to bind; 0 for a free one
     * @throws IllegalStateException if it cannot listen there, or may not because nobody is asked for a token; the message
     *     says what to do
     * @throws io.blackroad.access.InvalidAccessException if a file of tokens is wrong
     */
    public static GatewayServer start(GatewayConfig config, SchemaRegistry registry, String host, int port) {
        config.access().requireGuarded(host);
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("gateway-http");
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(BACKLOG);
        server.addConnector(connector);
        server.setErrorHandler(new LowerErrors());

        AccessHandler access = new AccessHandler(config.access(), meters);
        Gateway gateway = Gateway.start(config, registry, meters);
        gateway.handler().setHandler(new SystemHandler(gateway::missing, meters::scrape));
        access.setHandler(gateway.handler());
        server.setHandler(new GracefulHandler(access));
        server.setStopTimeout(
                config.limits().deliveryTimeout().plus(STOP_MARGIN).toMillis());
        gateway.guard(server);
        GatewayServer started = new GatewayServer(gateway, server, connector, host);
        started.listen(port);
        return started;
    }

    private void listen(int port) {
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IllegalStateException(
                    "cannot listen on " + host + ":" + port + " (" + e.getMessage()
                            + "); end the process that holds the " + "port, or choose another one (0 takes a free one)",
                    e);
        }
    }

    /** Port that it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Where it answers. */
    public URI url() {
        String literal = host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + literal + ":" + port());
    }

    /** What facts are waiting for; empty while they are taken. */
    public List<String> missing() {
        return gateway.missing();
    }

    /** Answers what is on its way, for as long as Kafka may take, then ends. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (TimeoutException e) {
            // It has stopped all the same, and who was cut off sends again.
            LOG.warn("connections were cut off that had not ended in time");
        } catch (Exception e) {
            throw new IllegalStateException("the gateway's HTTP server does not stop: " + e, e);
        } finally {
            gateway.close();
        }
    }
}
