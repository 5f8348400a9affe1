package io.blackroad.infra.cli.rule;

import picocli.CommandLine.Command;

/** {@code rules}. */
@Command(
        name = "rules",
        header = "The live rules: read, compare, change, pause, try in shadow.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: ./scale.sh rules get api"})
public final class RulesCommand {}
