package io.blackroad.infra.cli.config;

import picocli.CommandLine.Option;

/** Whom a command asks over HTTP, and the token that it shows. */
public final class AskedOptions {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "HTTP interface to ask (default: that of the running stack, else http://127.0.0.1:8000).")
    private String server;

    @Option(
            names = "--token",
            paramLabel = "FILE",
            description = "File with the token that it asks for (default: that of the running stack, else the variable "
                    + "BLACKROAD_TOKEN).")
    private String token;

    /** The same flags with these added. */
    public Flags addedTo(Flags flags) {
        return flags.with(Setting.SERVER_URL, server, "--server").with(Setting.TOKEN_FILE, token, "--token");
    }
}
