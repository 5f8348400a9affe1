package io.blackroad.streams.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.stack.ChildCommand;
import io.blackroad.infra.stack.ChildJvm;
import io.blackroad.infra.stack.FreePort;
import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.schema.SchemaRegistration;
import io.blackroad.schema.SchemaRegistry;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A streams instance as a process of its own, to be killed. Its registry gives the ids that {@link #registry} gives. */
public final class StreamsInstance implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    final int port;
    private final ChildJvm child;

    StreamsInstance(String bootstrapServers, Path folder) {
        this(bootstrapServers, folder, FreePort.find(), 0);
    }

    /** @param standbys copies of each store on other instances */
    StreamsInstance(String bootstrapServers, Path folder, int port, int standbys) {
        this.port = port;
        child = ChildJvm.start(new ChildCommand(
                "streams",
                folder,
                List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                ChildCommand.ownClassPath(),
                StreamsInstance.class.getName(),
                List.of(bootstrapServers, Integer.toString(port), Integer.toString(standbys))));
    }

    static SchemaRegistry registry() {
        SchemaRegistry registry = new InMemoryRegistry();
        SchemaRegistration.registerAll(registry);
        return registry;
    }

    /** Runs until it is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        RuntimeSettings defaults = RuntimeSettings.defaults(
                arguments[0], URI.create("http://unused"), Path.of("state"), Integer.parseInt(arguments[1]));
        StreamsApp.start(
                new RuntimeSettings(
                        defaults.bootstrapServers(),
                        defaults.registry(),
                        defaults.applicationId(),
                        defaults.stateDirectory(),
                        defaults.host(),
                        defaults.port(),
                        defaults.threads(),
                        Integer.parseInt(arguments[2]),
                        defaults.tick(),
                        defaults.fresh(),
                        defaults.idle(),
                        defaults.access(),
                        defaults.kafka()),
                registry());
        new CountDownLatch(1).await();
    }

    /** Fails with what the process printed last when it ends by itself. */
    StreamsInstance started() {
        child.await(this::answers, Duration.ofSeconds(90));
        return this;
    }

    private boolean answers() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** What it answers to a GET, whatever the status. */
    JsonNode get(String pathAndQuery) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery))
                .build();
        return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
    }

    boolean alive() {
        return child.isAlive();
    }

    /** As {@code kill -9}. */
    void kill() {
        child.kill();
    }

    @Override
    public void close() {
        child.kill();
    }
}
