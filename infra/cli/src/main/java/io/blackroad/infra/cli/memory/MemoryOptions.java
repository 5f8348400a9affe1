package io.blackroad.infra.cli.memory;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Setting;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.sink.memory.MemoryException;
import io.blackroad.sink.memory.ShardedMemory;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command takes that talks to the shards of the memory. */
public final class MemoryOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--shards",
            paramLabel = "HOST:PORT,...",
            description = "Redis servers of the memory, shard 0 first (default: those of the running stack).")
    private String shards;

    @Mixin
    private final ClusterOptions cluster;

    public MemoryOptions(Surroundings surroundings) {
        this.cluster = new ClusterOptions(surroundings);
    }

    /** The settings, these flags and {@code more} included. */
    public Settings settings(Flags more) {
        return cluster.settings(more.with(Setting.MEMORY_SHARDS, shards, "--shards"));
    }

    /** Does something with the memory and closes it; what goes wrong is told in a sentence. */
    <T> T with(Settings settings, Function<ShardedMemory, T> work) {
        try (ShardedMemory memory = new ShardedMemory(Memories.config(settings))) {
            return work.apply(memory);
        } catch (MemoryException e) {
            throw new CommandFailure(e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }
}
