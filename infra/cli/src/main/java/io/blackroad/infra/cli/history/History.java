package io.blackroad.infra.cli.history;

import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.config.SettingsException;
import io.blackroad.sink.database.DatabaseConfig;
import io.blackroad.sink.database.ReplicaBound;
import io.blackroad.sink.jdbc.BatchPolicy;
import io.blackroad.sink.jdbc.JdbcSinkConfig;
import io.blackroad.sink.jdbc.MonthPolicy;
import java.util.List;

/** The sink that writes the history, as the settings describe it. */
public final class History {
    /** Whose offsets it goes on from, unless somebody says otherwise. */
    public static final String NAME = "history";

    private History() {}

    /**
     * Its settings.
     *
     * @param name whose offsets it goes on from
     * @throws SettingsException if something is missing or wrong
     */
    public static JdbcSinkConfig config(Settings settings, String name, BatchPolicy batch) {
        try {
            return new JdbcSinkConfig(
                    settings.bootstrapServers(),
                    Registries.client(settings),
                    name,
                    settings.kafka(),
                    database(settings),
                    batch,
                    new MonthPolicy(
                            MonthPolicy.DEFAULT.ahead(), settings.history().monthsKept()));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(List.of(e.getMessage()));
        }
    }

    /**
     * The servers that it is in.
     *
     * @throws SettingsException if the settings name none, or one that cannot be used
     */
    static DatabaseConfig database(Settings settings) {
        if (!settings.hasDatabase()) {
            throw new SettingsException(List.of("no database is named: give --database-url "
                    + "jdbc:postgresql://HOST:5432/DATABASE, or set database.url in blackroad.properties"
                    + " or BLACKROAD_DATABASE_URL"));
        }
        try {
            return DatabaseConfig.of(settings.databaseUrl(), settings.databaseUser(), settings.databasePassword())
                    .withReplicas(List.copyOf(settings.history().replicas()), ReplicaBound.DEFAULT);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(List.of("database: " + e.getMessage()));
        }
    }
}
