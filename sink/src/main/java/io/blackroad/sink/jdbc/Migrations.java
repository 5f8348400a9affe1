package io.blackroad.sink.jdbc;

import io.blackroad.sink.database.DatabaseConfig;
import org.flywaydb.core.Flyway;

/** The sink's tables, in a schema of their own with a history of their own, apart from those of the control database. */
final class Migrations {
    static final String SCHEMA = "fleet";
    private static final String LOCATION = "classpath:io/blackroad/sink/jdbc/migration";

    private Migrations() {}

    /** @throws org.flywaydb.core.api.FlywayException if the database does not answer, or the tables are not those it left */
    static void apply(DatabaseConfig config) {
        Flyway.configure()
                .dataSource(config.url(), config.user(), config.password())
                .schemas(SCHEMA)
                .locations(LOCATION)
                .loggers("slf4j")
                .load()
                .migrate();
    }
}
