package io.blackroad.infra.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command above all others, which does nothing itself. */
@Command(
        name = "scale.sh",
        header = "BlackRoad Streams: the streaming control plane of a fleet of AI agents.",
        synopsisSubcommandLabel = "COMMAND",
        version = "BlackRoad Streams 0.1.0",
        description = {"Data goes to stdout, everything else to stderr. Exit code 0: done, 1: failed, 2: wrong usage."},
        commandListHeading = "%nCommands:%n",
        footer = {"", "Example: ./scale.sh up"})
final class ScaleCommand {
    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    private boolean version;
}
