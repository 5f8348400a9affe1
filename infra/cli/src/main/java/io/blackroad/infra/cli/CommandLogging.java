package io.blackroad.infra.cli;

import java.nio.file.Path;

/** Where a command's log goes: warnings to stderr, unless the command has a folder of its own to log into. */
public final class CommandLogging {
    private CommandLogging() {}

    /** Logs into a file; must come before anything logs, since the configuration is read once. */
    public static void toFile(Path file) {
        System.setProperty("blackroad.log", file.toString());
        System.setProperty("logback.configurationFile", "logback-file.xml");
    }
}
