package io.blackroad.infra.cli;

import static org.awaitility.Awaitility.await;

import io.blackroad.infra.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A world for one command: its own folder, environment and clock; what it prints is kept, and nothing really waits. */
public final class World {
    public static final Instant NOW = Instant.parse("2026-02-05T11:00:00Z");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final Path folder;
    private int rounds;
    private int code;
    private Terminal terminal = Terminal.NONE;
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    public World(Path folder) {
        this.folder = folder;
    }

    /** How often a command that polls may wait before it has to end. */
    public World withRounds(int count) {
        this.rounds = count;
        return this;
    }

    /** A person watches both outputs. */
    public World onTerminal() {
        terminal = Terminal.of("out,err", environment);
        return this;
    }

    /** Beside real servers time goes on. */
    public World at(Clock real) {
        clock = real;
        return this;
    }

    public World with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public int run(String... arguments) {
        code = Main.run(surroundings(), arguments);
        return code;
    }

    /** With which the last command ended. */
    public int code() {
        return code;
    }

    /**
     * The world in which a command was not told to ask again. Partitions may move at any time, on a busy machine above
     * all, and their state cannot be read meanwhile.
     */
    public static World settled(Supplier<World> worlds, String... arguments) {
        World[] asked = new World[1];
        await().atMost(Duration.ofMinutes(3)).until(() -> {
            asked[0] = worlds.get();
            return asked[0].run(arguments) == ExitCode.DONE || !asked[0].err().contains("ask again");
        });
        return asked[0];
    }

    public Surroundings surroundings() {
        return new Surroundings(
                environment,
                folder,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                terminal,
                clock,
                ZoneOffset.UTC,
                this::pause);
    }

    private boolean pause(Duration duration) {
        pauses.add(duration);
        return pauses.size() <= rounds;
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }
}
