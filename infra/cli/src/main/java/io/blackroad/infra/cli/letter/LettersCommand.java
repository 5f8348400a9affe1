package io.blackroad.infra.cli.letter;

import picocli.CommandLine.Command;

/** {@code dead-letters}: what can be asked of them, and done. */
@Command(
        name = "dead-letters",
        header = "What nobody could use: list, look at, give back.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: ./scale.sh dead-letters list"})
public final class LettersCommand {}
