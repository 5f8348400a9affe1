package io.blackroad.infra.system.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.cli.Main;
import io.blackroad.infra.stack.ChildCommand;
import io.blackroad.infra.stack.ChildJvm;
import io.blackroad.infra.stack.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The place of a streams instance: one command, folder and port, which many processes may have one after another. */
public final class Streams implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();
    private static final int OK = 200;

    private final Path folder;
    private final List<String> options;
    private final List<String> arguments;
    private final int port = FreePort.find();
    private Map<String, String> environment = Map.of();
    private ChildJvm jvm;

    /** @param options of the JVM, besides a small heap */
    public Streams(Path folder, String bootstrapServers, URI registry, List<String> options, String... more) {
        this.folder = folder;
        this.options = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        this.options.addAll(options);
        arguments = new ArrayList<>(List.of(
                "streams",
                "--bootstrap-servers=" + bootstrapServers,
                "--registry-url=" + registry,
                "--port=" + port,
                "--data=" + folder));
        arguments.addAll(List.of(more));
    }

    /** Variables of its environment. */
    public Streams with(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    public Streams start() {
        jvm = ChildJvm.start(new ChildCommand(
                "streams", folder, options, ChildCommand.ownClassPath(), Main.class.getName(), arguments, environment));
        return this;
    }

    /** Waits until it says that it has its stores. */
    public Streams awaitReady() {
        jvm.await(this::isReady, START_LIMIT);
        return this;
    }

    public boolean isReady() {
        return get("/ready").status() == OK;
    }

    public boolean isAlive() {
        return jvm.isAlive();
    }

    public long pid() {
        return jvm.pid();
    }

    public ChildJvm jvm() {
        return jvm;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public Path stateFolder() {
        return folder.resolve("streams/state");
    }

    /** What it answers; status 0 when it does not. */
    public Answer get(String pathAndQuery) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery))
                .timeout(ANSWER_LIMIT)
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking", e);
        }
    }

    public record Answer(int status, String body) {
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new IllegalStateException("not JSON: " + body, e);
            }
        }
    }

    /** As {@code kill -9}. */
    public void kill() {
        jvm.kill();
    }

    @Override
    public void close() {
        if (jvm != null) {
            jvm.kill();
        }
    }
}
