package io.blackroad.infra.system.part;

import io.blackroad.infra.cli.Main;
import io.blackroad.infra.stack.ChildCommand;
import io.blackroad.infra.stack.ChildJvm;
import io.blackroad.infra.stack.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The place of a streams instance: one command, folder and port, which many processes may have one after another. */
public final class Streams implements Instance, AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final int OK = 200;
    private static final String NAME = "streams";

    private final Path folder;
    private final List<String> options;
    private final List<String> arguments;
    private final int port = FreePort.find();
    /** As scale.sh has it. */
    private final Map<String, String> environment = new HashMap<>(Map.of("MALLOC_ARENA_MAX", "2"));

    private String classPath = ChildCommand.ownClassPath();
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

    /** More variables of its environment, from the next start on. */
    public Streams with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** Of another build, from the next start on. */
    public Streams version(String otherClassPath) {
        classPath = otherClassPath;
        return this;
    }

    public Streams start() {
        jvm = ChildJvm.start(
                new ChildCommand(NAME, folder, options, classPath, Main.class.getName(), arguments, environment));
        return this;
    }

    @Override
    public void awaitReady() {
        jvm.await(this::isReady, START_LIMIT);
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

    @Override
    public Answer get(String pathAndQuery) {
        return Answer.of(URI.create("http://127.0.0.1:" + port + pathAndQuery));
    }

    /** Stream threads that died since it started, as it counts them; 0 while it does not answer. */
    public double threadDeaths() {
        return sum("blackroad_stream_thread_deaths_total");
    }

    /** Times that its threads were given partitions anew, as Kafka's clients count them; they tell a minute after the start. */
    public double rebalances() {
        return sum("kafka_consumer_coordinator_rebalance_total");
    }

    private double sum(String metric) {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(metric))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Whether a line that it printed since it started says this. */
    public boolean printed(Pattern words) {
        try (Stream<String> lines = Files.lines(folder.resolve(NAME + ".out"), StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(words.asPredicate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String condition() {
        String says = isAlive() ? get("/ready").body() : "ended";
        return says + "; " + jvm.tail();
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
