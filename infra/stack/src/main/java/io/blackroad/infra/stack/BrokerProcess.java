package io.blackroad.infra.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A Kafka broker in a JVM of its own: KRaft, on 127.0.0.1. Its data folder carries it over restarts. */
public final class BrokerProcess extends ServerJvm {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final int CONNECT_MILLISECONDS = 500;

    private final int port;

    private BrokerProcess(ChildJvm jvm, int port) {
        super(jvm);
        this.port = port;
    }

    /**
     * Starts it and waits until it answers. Storage is formatted when the folder is new.
     *
     * @param folder data, settings and log ({@code broker.log}) of this broker alone
     * @param port where clients connect; 0 takes a free one
     * @param progress told in a line what is waited for
     * @throws StackException if the port is taken, the folder in use or Kafka does not start
     */
    public static BrokerProcess start(Path folder, int port, Consumer<String> progress) {
        return start(folder, port, Map.of(), progress);
    }

    /**
     * The same with further settings, as a test of access control needs them. Listeners are added to its own, which stays
     * open to this machine.
     */
    public static BrokerProcess start(Path folder, int port, Map<String, String> more, Consumer<String> progress) {
        return start(folder, port, Seat.alone(), more, progress);
    }

    /** The same as one of several brokers. It answers when most of them are there, so they are started at once. */
    public static BrokerProcess start(
            Path folder, int port, Seat seat, Map<String, String> more, Consumer<String> progress) {
        Path home = folder.toAbsolutePath().normalize();
        DataFolder.awaitFree(home);
        int clientPort = FreePort.orFree(port, "broker");
        progress.accept("starting the broker on " + FreePort.HOST + ":" + clientPort);
        BrokerProcess broker = new BrokerProcess(ChildJvm.start(command(home, clientPort, seat, more)), clientPort);
        broker.await(broker::answers, START_LIMIT);
        return broker;
    }

    private static ChildCommand command(Path home, int port, Seat seat, Map<String, String> more) {
        try {
            Files.createDirectories(home);
            Path config = BrokerConfig.write(home, port, seat, more);
            List<String> options = List.of(
                    "-Xms64m",
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-Djava.awt.headless=true",
                    "-Dlogback.configurationFile=broker-logback.xml",
                    "-Dblackroad.log=" + home.resolve("broker.log"));
            List<String> arguments =
                    List.of(config.toString(), BrokerConfig.logFolder(home).toString(), seat.clusterId());
            return new ChildCommand(
                    "broker", home, options, ChildCommand.ownClassPath(), BrokerMain.class.getName(), arguments);
        } catch (IOException e) {
            throw new StackException("cannot write the broker's settings in " + home + ": " + e.getMessage(), e);
        }
    }

    /** Where clients connect, as {@code host:port}. */
    public String bootstrapServers() {
        return FreePort.HOST + ":" + port;
    }

    /** A client would log every refused connection, so it is asked for only when something listens. */
    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(FreePort.HOST, port), CONNECT_MILLISECONDS);
        } catch (IOException e) {
            return false;
        }
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for the broker", e);
        }
    }
}
