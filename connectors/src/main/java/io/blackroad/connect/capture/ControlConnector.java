package io.blackroad.connect.capture;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.connect.database.ControlDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;

/** The connector of the control database, as {@value #FILE} describes it; secrets come from the worker's environment. */
public final class ControlConnector {
    /** Name of the connector. */
    public static final String NAME = "blackroad-control";

    /** Name of its replication slot. */
    public static final String SLOT = "blackroad_control";

    private static final String FILE = "control-database.json";

    private ControlConnector() {}

    /** Its settings, references to the environment included. */
    public static Map<String, String> settings() {
        try (InputStream in = ControlConnector.class.getResourceAsStream("/" + FILE)) {
            return new ObjectMapper().readValue(in, new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the settings take from the worker's environment.
     *
     * @param user of the registry; empty for none
     * @throws IllegalArgumentException if the database's URL is none of PostgreSQL
     */
    public static Map<String, String> environment(
            ControlDatabase database, URI registry, String user, String password) {
        Properties parts = Driver.parseURL(database.url(), new Properties());
        if (parts == null) {
            throw new IllegalArgumentException(database.url() + " is no URL of PostgreSQL");
        }
        return Map.of(
                "BLACKROAD_DATABASE_HOST", parts.getProperty("PGHOST"),
                "BLACKROAD_DATABASE_PORT", parts.getProperty("PGPORT"),
                "BLACKROAD_DATABASE_NAME", parts.getProperty("PGDBNAME"),
                "BLACKROAD_DATABASE_USER", database.user(),
                "BLACKROAD_DATABASE_PASSWORD", database.password(),
                "BLACKROAD_REGISTRY_URL", registry.toString(),
                "BLACKROAD_REGISTRY_USER", user,
                "BLACKROAD_REGISTRY_PASSWORD", password);
    }
}
