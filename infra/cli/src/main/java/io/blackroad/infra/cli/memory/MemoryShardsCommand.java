package io.blackroad.infra.cli.memory;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.sink.memory.ShardReport;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code memory shards}. */
@Command(
        name = "shards",
        header = "The shards of the memory and how they are. Exit code 1 when one is down.",
        footer = {"", "Example: ./scale.sh memory shards"})
public final class MemoryShardsCommand implements Callable<Integer> {
    private static final double MEBIBYTE = 1 << 20;

    @Mixin
    private final MemoryOptions memory;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    private final Surroundings surroundings;

    public MemoryShardsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.memory = new MemoryOptions(surroundings);
    }

    @Override
    public Integer call() {
        List<ShardReport> shards =
                memory.with(memory.settings(new Flags()), open -> open.shards().report());
        if (json) {
            surroundings.out().println(node(shards));
        } else {
            surroundings
                    .out()
                    .println(String.format(
                            Locale.ROOT, "%-10s %-24s %7s %10s %9s", "shard", "server", "layout", "keys", "MB"));
            shards.forEach(shard -> surroundings.out().println(line(shard)));
        }
        surroundings.out().flush();
        return shards.stream().allMatch(shard -> shard.down().isEmpty()) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static String line(ShardReport shard) {
        String start = String.format(Locale.ROOT, "%-10s %-24s ", shard.shard(), shard.address());
        return start
                + shard.down()
                        .map(why -> "DOWN: " + why)
                        .orElseGet(() -> String.format(
                                Locale.ROOT,
                                "%7d %10d %9.1f",
                                shard.layout(),
                                shard.keys(),
                                shard.memoryBytes() / MEBIBYTE));
    }

    private static ArrayNode node(List<ShardReport> shards) {
        ArrayNode array = new ObjectMapper().createArrayNode();
        shards.forEach(shard -> array.addObject()
                .put("shard", shard.shard())
                .put("server", shard.address())
                .put("layout", shard.layout())
                .put("keys", shard.keys())
                .put("memoryBytes", shard.memoryBytes())
                .put("down", shard.down().orElse(null)));
        return array;
    }
}
