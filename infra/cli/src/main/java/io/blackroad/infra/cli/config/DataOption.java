package io.blackroad.infra.cli.config;

import picocli.CommandLine.Option;

/** {@code --data} of every command that works in the data folder. */
public final class DataOption {
    @Option(names = "--data", paramLabel = "DIR", description = "Data folder (default: ./data).")
    private String data;

    /** The same flags with this one added. */
    public Flags addedTo(Flags flags) {
        return flags.with(Setting.DATA_DIR, data, "--data");
    }
}
