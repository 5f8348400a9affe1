package io.blackroad.sink.keda;

import io.blackroad.sink.controller.Why;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * KEDA's external scaler over gRPC. It answers in every process, also in one that stands by, since KEDA asks whichever its
 * service leads to: so it reads the ScaledObjects by itself. When they cannot be read it goes on with what it knows, which
 * scales nothing down.
 */
public final class KedaScaler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KedaScaler.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);
    private static final int THREADS = 4;

    private final ScaledObjects objects;
    private final Standings standings;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, KedaScaler::daemon);
    private final Server server;
    private boolean blind;

    private KedaScaler(ScaledObjects objects, Standings standings, InetSocketAddress address) throws IOException {
        this.objects = objects;
        this.standings = standings;
        this.server = NettyServerBuilder.forAddress(address)
                .addService(new ScalerService(standings).definition())
                .executor(threads)
                .build()
                .start();
    }

    /**
     * Listens from now on.
     *
     * @param standings what it answers; the target of the same process writes there too
     * @param port 0 takes a free one
     * @param every how often the ScaledObjects are read
     * @throws UncheckedIOException if it cannot listen there
     */
    public static KedaScaler start(
            KubernetesClient client, String namespace, Standings standings, String host, int port, Duration every) {
        try {
            KedaScaler scaler =
                    new KedaScaler(new ScaledObjects(client, namespace), standings, new InetSocketAddress(host, port));
            scaler.threads.scheduleWithFixedDelay(scaler::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
            return scaler;
        } catch (IOException e) {
            String message =
                    "KEDA cannot be served on " + host + ":" + port + ": " + e.getMessage() + "; choose another port";
            throw new UncheckedIOException(message, e);
        }
    }

    /** Where it listens. */
    public int port() {
        return server.getPort();
    }

    private void look() {
        try {
            standings.look(objects::survey);
            blind = false;
        } catch (RuntimeException e) {
            if (!blind) {
                LOG.warn("the ScaledObjects cannot be read, KEDA is told what is known: {}", Why.of(e));
            }
            blind = true;
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // After the server, which ends its calls on them.
        threads.shutdownNow();
    }

    private static Thread daemon(Runnable work) {
        Thread made = new Thread(work, "keda-scaler");
        made.setDaemon(true);
        return made;
    }
}
