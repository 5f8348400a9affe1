package io.blackroad.infra.cli.memory;

import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.infra.cli.terminal.Progress;
import io.blackroad.sink.memory.MemoryConfig;
import io.blackroad.sink.memory.MemoryShards;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code memory migrate}. */
@Command(
        name = "migrate",
        header = "Makes the shards more, fewer or other ones while they are read and written.",
        description = {
            "Adding one of n moves about 1/n of the keys, with their times to live. What was broken off, even by kill -9, goes on "
                    + "when it is given again. Ends when everything has moved; take away old servers only then."
        },
        footer = {"", "Example: ./scale.sh memory migrate --add 127.0.0.1:7016"})
public final class MemoryMigrateCommand implements Callable<Integer> {
    @Mixin
    private final MemoryOptions memory;

    @ArgGroup(multiplicity = "1")
    private Target target;

    private final Surroundings surroundings;

    static final class Target {
        @Option(
                names = "--to",
                split = ",",
                paramLabel = "HOST:PORT",
                description = "All shards from then on, shard 0 first.")
        private List<String> to;

        @Option(names = "--add", paramLabel = "HOST:PORT", description = "One more shard; may be given several times.")
        private List<String> added;

        @Option(
                names = "--replace",
                paramLabel = "OLD=NEW",
                description = "Another server for a shard; may be given several times.")
        private Map<String, String> replaced;

        List<String> of(List<String> now) {
            if (to != null) {
                return to;
            }
            List<String> next = new ArrayList<>(now);
            if (replaced != null) {
                replaced.forEach((old, server) -> {
                    int shard = next.indexOf(old);
                    if (shard >= 0) {
                        next.set(shard, server);
                    } else if (!next.contains(server)) {
                        throw new IllegalArgumentException("no shard is at " + old + "; there are " + now);
                    }
                });
                return next;
            }
            // Given again after it was broken off, they are there already.
            added.stream().filter(server -> !next.contains(server)).forEach(next::add);
            return next;
        }
    }

    public MemoryMigrateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.memory = new MemoryOptions(surroundings);
    }

    @Override
    public Integer call() {
        try (Progress progress = surroundings.progress()) {
            migrate(progress);
        }
        return ExitCode.DONE;
    }

    private void migrate(Progress progress) {
        memory.with(memory.settings(new Flags()), open -> {
            MemoryShards shards = open.shards();
            List<String> now = shards.servers();
            List<String> next = target.of(now);
            next.stream().filter(server -> !MemoryConfig.isAddress(server)).forEach(server -> {
                throw new IllegalArgumentException("'" + server + "' is no host:port");
            });
            migrate(shards, now, next, progress);
            return null;
        });
    }

    private static void migrate(MemoryShards shards, List<String> now, List<String> next, Progress progress) {
        Steps.Step step = Steps.of(progress).begin("migrate", "from " + now.size() + " to " + next.size() + " shards");
        long[] moved = new long[1];
        String[] at = new String[1];
        long[] here = new long[1];
        shards.migrate(next, (server, seen, movedThere) -> {
            if (!server.equals(at[0])) {
                moved[0] += here[0];
                at[0] = server;
            }
            here[0] = movedThere;
            progress.at(server + ": " + seen + " keys looked at, " + movedThere + " moved", 0, 0);
        });
        step.done(moved[0] + here[0] + " keys moved, layout " + shards.version());
    }
}
