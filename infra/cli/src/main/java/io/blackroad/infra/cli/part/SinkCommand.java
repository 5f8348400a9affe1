package io.blackroad.infra.cli.part;

import picocli.CommandLine.Command;

/** {@code sink}. */
@Command(
        name = "sink",
        header = "Writes the fleet's facts to stores outside of Kafka.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: ./scale.sh sink memory --shards redis-0:6379,redis-1:6379"})
public final class SinkCommand {}
