package io.blackroad.infra.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A Kafka Connect worker in a JVM and on a class path of its own, with Debezium's PostgreSQL connector. What it knows lies
 * in topics, so its folder holds settings and logs only.
 */
public final class ConnectProcess extends ServerJvm {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(2);
    private static final int OK = 200;

    private final URI url;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CALL_LIMIT).build();

    private ConnectProcess(ChildJvm jvm, URI url) {
        super(jvm);
        this.url = url;
    }

    /**
     * Starts it and waits until it is ready for connectors.
     *
     * @param folder settings and log ({@code connect.log}) of this worker alone
     * @param port of its REST interface; 0 takes a free one
     * @param kafka settings of its Kafka clients: {@code bootstrap.servers} and what security needs
     * @param environment what connectors may refer to as {@code ${env:NAME}}, secrets above all
     * @param progress told in a line what is waited for
     * @throws StackException if its libraries are not built, the port is taken, the folder in use or it does not start
     */
    public static ConnectProcess start(
            Path folder,
            int port,
            Map<String, String> kafka,
            Map<String, String> environment,
            Consumer<String> progress) {
        Path home = folder.toAbsolutePath().normalize();
        String classPath = ConnectDistribution.classPath();
        DataFolder.awaitFree(home);
        int restPort = FreePort.orFree(port, "Connect worker");
        progress.accept("starting the Connect worker on " + FreePort.HOST + ":" + restPort);
        ChildJvm jvm = ChildJvm.start(command(home, restPort, classPath, kafka).with(environment));
        ConnectProcess connect = new ConnectProcess(jvm, URI.create("http://" + FreePort.HOST + ":" + restPort));
        connect.await(connect::answers, START_LIMIT);
        return connect;
    }

    /** Root of its REST interface. */
    public URI url() {
        return url;
    }

    private static ChildCommand command(Path home, int port, String classPath, Map<String, String> kafka) {
        try {
            Files.createDirectories(home);
            Path config = ConnectConfig.write(home, port, kafka);
            List<String> options = List.of(
                    "-Xms32m",
                    "-Xmx128m",
                    "-Xss512k",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.awt.headless=true",
                    "-Dlogback.configurationFile=connect-logback.xml",
                    "-Dblackroad.log=" + home.resolve("connect.log"));
            return new ChildCommand(
                    "connect",
                    home,
                    options,
                    classPath,
                    "org.apache.kafka.connect.cli.ConnectDistributed",
                    List.of(config.toString()));
        } catch (IOException e) {
            throw new StackException(
                    "cannot write the Connect worker's settings in " + home + ": " + e.getMessage(), e);
        }
    }

    private boolean answers() {
        HttpRequest health = HttpRequest.newBuilder(URI.create(url + "/health"))
                .timeout(CALL_LIMIT)
                .build();
        try {
            return http.send(health, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for the Connect worker", e);
        }
    }
}
