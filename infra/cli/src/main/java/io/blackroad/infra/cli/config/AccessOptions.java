package io.blackroad.infra.cli.config;

import picocli.CommandLine.Option;

/** What every command takes that answers over HTTP. */
public final class AccessOptions {
    @Option(
            names = "--access",
            paramLabel = "FILE[,FILE]",
            description =
                    "Who has which token over HTTP; read again when it changes (default: nobody is asked for one, "
                            + "and only this machine is answered).")
    private String access;

    /** The same flags with these added. */
    public Flags addedTo(Flags flags) {
        return flags.with(Setting.ACCESS_FILE, access, "--access");
    }
}
