package io.blackroad.sink.jdbc;

import io.blackroad.schema.SchemaRegistry;
import io.blackroad.sink.database.DatabaseConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Settings of the sink.
 *
 * @param bootstrapServers the brokers, as host:port,...
 * @param registry where the schemas of facts are
 * @param name whose offsets they are; processes of one name share the partitions
 * @param client further settings of its Kafka clients, as security needs them
 * @param database where the tables are
 * @param batch how facts are gathered
 * @param months how the months of tasks are kept
 */
public record JdbcSinkConfig(
        String bootstrapServers,
        SchemaRegistry registry,
        String name,
        Map<String, String> client,
        DatabaseConfig database,
        BatchPolicy batch,
        MonthPolicy months) {

    /** @throws IllegalArgumentException if settings are wrong; names all of them */
    public JdbcSinkConfig {
        Objects.requireNonNull(registry, "registry");
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(batch, "batch");
        Objects.requireNonNull(months, "months");
        client = Map.copyOf(client);
        List<String> wrong = new ArrayList<>();
        if (bootstrapServers == null || bootstrapServers.isBlank()) {
            wrong.add("bootstrapServers is empty; give host:port");
        }
        if (name == null || !name.matches("[a-z0-9-]{1,63}")) {
            wrong.add("name must be 1 to 63 of a-z, 0-9 and -, not " + name);
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
    }

    /** The usual settings. */
    public static JdbcSinkConfig of(String bootstrapServers, SchemaRegistry registry, DatabaseConfig database) {
        return new JdbcSinkConfig(
                bootstrapServers, registry, "history", Map.of(), database, BatchPolicy.DEFAULT, MonthPolicy.DEFAULT);
    }

    /** Consumer group of the sink. */
    public String group() {
        return "sink-" + name;
    }

    public JdbcSinkConfig withName(String other) {
        return new JdbcSinkConfig(bootstrapServers, registry, other, client, database, batch, months);
    }

    public JdbcSinkConfig withClient(Map<String, String> settings) {
        return new JdbcSinkConfig(bootstrapServers, registry, name, settings, database, batch, months);
    }

    public JdbcSinkConfig withBatch(BatchPolicy policy) {
        return new JdbcSinkConfig(bootstrapServers, registry, name, client, database, policy, months);
    }

    public JdbcSinkConfig withMonths(MonthPolicy policy) {
        return new JdbcSinkConfig(bootstrapServers, registry, name, client, database, batch, policy);
    }
}
