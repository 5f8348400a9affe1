package io.blackroad.infra.cli.up;

import io.blackroad.connect.ControlTables;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.trace.TraceSource;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code up} is to start, checked before anything starts.
 *
 * @param settings ports, sizes and files
 * @param folder data folder, absolute
 * @param control rules, targets, workers and prices
 * @param trace what drives the fleet; empty for the built-in workload
 */
record UpPlan(Settings settings, Path folder, ControlTables control, Optional<TraceSource> trace) {

    URI serverUrl() {
        return URI.create("http://" + settings.httpHost() + ":" + settings.httpPort());
    }

    Path folderOf(String part) {
        return folder.resolve(part);
    }

    /** The settings of everything that talks to the servers of this stack. */
    Settings connectedTo(Servers servers) {
        return settings.connectedTo(serverUrl(), servers.bootstrapServers(), servers.registryUrl());
    }
}
