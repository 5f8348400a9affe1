package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.trace.TraceSource;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code up} is to start.
 *
 * @param settings ports, sizes and files
 * @param folder data folder, absolute
 * @param trace what drives the fleet; empty for the built-in workload
 */
record UpPlan(Settings settings, Path folder, Optional<TraceSource> trace) {

    URI serverUrl() {
        return URI.create("http://" + settings.httpHost() + ":" + settings.httpPort());
    }

    Path folderOf(String part) {
        return folder.resolve(part);
    }
}
