package io.blackroad.infra.cli.memory;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.config.Times;
import io.blackroad.sink.memory.Entry;
import io.blackroad.sink.memory.MemoryKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code memory set}. */
@Command(
        name = "set",
        header = "Lets an agent remember something.",
        footer = {"", "Example: ./scale.sh memory set agent-42 plan finish --ttl 1h"})
public final class MemorySetCommand implements Callable<Integer> {
    @Mixin
    private final MemoryOptions memory;

    @Parameters(index = "0", paramLabel = "AGENT", description = "The agent; it need not run.")
    private String agent;

    @Parameters(index = "1", paramLabel = "NAME", description = "What to call it.")
    private String name;

    @Parameters(index = "2", paramLabel = "VALUE", description = "What to remember; - reads standard input.")
    private String value;

    @Option(
            names = "--ttl",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "When to forget it, from now on, such as 90s or 2d (default: never).")
    private Duration ttl;

    private final Surroundings surroundings;

    public MemorySetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.memory = new MemoryOptions(surroundings);
    }

    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return Times.duration(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException("'" + text + "' is no duration, such as 90s or 2d");
            }
        }
    }

    @Override
    public Integer call() {
        Settings settings = memory.settings(new Flags());
        byte[] bytes = value.equals("-") ? input() : value.getBytes(StandardCharsets.UTF_8);
        MemoryKey key = memory.with(settings, shards -> {
            Entry entry = new Entry(new MemoryKey(agent, name), bytes, Optional.ofNullable(ttl));
            shards.set(entry);
            return entry.key();
        });
        new Telling(surroundings).changed(settings, List.of(key));
        return ExitCode.DONE;
    }

    private static byte[] input() {
        try {
            return System.in.readNBytes(Entry.MAX_BYTES + 1);
        } catch (IOException e) {
            throw new CommandFailure("standard input cannot be read: " + e.getMessage(), e);
        }
    }
}
