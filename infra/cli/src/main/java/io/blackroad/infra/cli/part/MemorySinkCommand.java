package io.blackroad.infra.cli.part;

import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.Setting;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.config.SettingsException;
import io.blackroad.infra.cli.memory.Memories;
import io.blackroad.infra.cli.memory.MemoryOptions;
import io.blackroad.infra.cli.process.Alone;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.sink.memory.MemoryConfig;
import io.blackroad.sink.memory.ShardedMemory;
import io.blackroad.sink.memory.state.MemorySink;
import io.blackroad.sink.memory.state.MemorySinkConfig;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sink memory}. */
@Command(
        name = "memory",
        header = "Keeps the latest state of each agent in the Redis shards of the memory.",
        description = {
            "One key an agent, with the newest fact of each kind; facts that come late or twice change nothing. Start more "
                    + "of them, each with its own name, to share the work."
        },
        footer = {"", "Example: ./scale.sh sink memory --shards redis-0:6379,redis-1:6379"})
public final class MemorySinkCommand implements Callable<Integer> {
    @Mixin
    private final MemoryOptions memory;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "Name of this process; a second one of the same name takes over from it (default: ${DEFAULT-VALUE}).")
    private String name = "memory-0";

    @Option(
            names = "--ttl",
            paramLabel = "DURATION",
            description = "How long after an agent's newest fact its state is remembered (default: 24h).")
    private String ttl;

    @Mixin
    private final MetricsOptions metrics = new MetricsOptions();

    private final Surroundings surroundings;

    public MemorySinkCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.memory = new MemoryOptions(surroundings);
    }

    @Override
    public Integer call() {
        Settings settings = memory.settings(new Flags().with(Setting.MEMORY_TTL, ttl, "--ttl"));
        List<String> wrong = metrics.errors();
        if (!wrong.isEmpty()) {
            throw new SettingsException(wrong);
        }
        MemoryConfig shards = Memories.config(settings);
        MemorySinkConfig config = Memories.sink(settings, name);
        return new Alone(surroundings).run(steps -> start(settings, shards, config, steps));
    }

    private Part start(Settings settings, MemoryConfig shards, MemorySinkConfig config, Steps steps) {
        Steps.Step step = steps.begin(
                "sink",
                "connecting " + settings.bootstrapServers() + " with "
                        + shards.servers().size() + " shards");
        Runnable served = metrics.serve(surroundings);
        ShardedMemory open = new ShardedMemory(shards);
        MemorySink sink = new MemorySink(config, Registries.client(settings), open, surroundings.clock());
        sink.counts().bindTo(metrics.meters(), config.name());
        sink.start();
        step.done("running");
        return Part.here("sink", () -> sink.failure().map(Throwable::getMessage), () -> {
            sink.close();
            open.close();
            served.run();
        });
    }
}
