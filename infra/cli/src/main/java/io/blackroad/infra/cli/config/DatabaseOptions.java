package io.blackroad.infra.cli.config;

import picocli.CommandLine.Option;

/** What every command takes that talks to PostgreSQL. A password has no flag: others could read it. */
public final class DatabaseOptions {
    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "PostgreSQL as a JDBC URL (default: that of the running stack). Its password is "
                    + "BLACKROAD_DATABASE_PASSWORD in the environment.")
    private String url;

    @Option(names = "--database-user", paramLabel = "USER", description = "Owner of the tables (default: blackroad).")
    private String user;

    /** The same flags with these added. */
    public Flags addedTo(Flags flags) {
        return flags.with(Setting.DATABASE_URL, url, "--database-url")
                .with(Setting.DATABASE_USER, user, "--database-user");
    }
}
