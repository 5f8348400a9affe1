package io.blackroad.infra.cli.cost;

import picocli.CommandLine.Command;

/** {@code cost}. */
@Command(
        name = "cost",
        header = "What was used and what it costs.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: ./scale.sh cost rate usage.csv --by service"})
public final class CostCommand {}
