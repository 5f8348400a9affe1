package io.blackroad.infra.cli.memory;

import picocli.CommandLine.Command;

/** {@code memory}. */
@Command(
        name = "memory",
        header = "What agents remember, and the Redis shards that hold it.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: ./scale.sh memory shards"})
public final class MemoryCommand {}
