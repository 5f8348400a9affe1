package io.blackroad.infra.cli.capture;

import io.blackroad.connect.TopicTables;
import io.blackroad.connect.capture.CaptureException;
import io.blackroad.connect.capture.ConnectWorker;
import io.blackroad.connect.capture.ControlConnector;
import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.database.Databases;
import io.blackroad.infra.stack.ConnectProcess;
import io.blackroad.infra.stack.StackException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Change capture as the settings describe it. */
public final class Captures {
    private Captures() {}

    /**
     * Starts a worker and gives it the connector.
     *
     * @param port of its REST interface; 0 takes a free one
     * @throws StackException if it does not start or finds something wrong with the connector
     */
    public static ConnectProcess start(Settings settings, Path folder, int port) {
        ConnectProcess connect = ConnectProcess.start(
                folder,
                port,
                kafka(settings),
                ControlConnector.environment(
                        Databases.of(settings),
                        settings.registryUrl(),
                        settings.registryUser(),
                        settings.registryPassword()),
                line -> {});
        try {
            new ConnectWorker(connect.url()).put(ControlConnector.settings());
            return connect;
        } catch (CaptureException e) {
            connect.close();
            throw new StackException(e.getMessage(), e);
        }
    }

    /** The control topics of the settings' cluster. */
    public static TopicTables topics(Settings settings) {
        return new TopicTables(kafka(settings), Registries.client(settings));
    }

    private static Map<String, String> kafka(Settings settings) {
        Map<String, String> kafka = new HashMap<>(settings.kafka());
        kafka.put("bootstrap.servers", settings.bootstrapServers());
        return kafka;
    }
}
