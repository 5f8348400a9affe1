package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What people read when everything runs. */
final class Announcement {
    private Announcement() {}

    static List<String> of(UpPlan plan, Settings settings) {
        String at = plan.serverUrl().toString();
        List<String> lines = new ArrayList<>(List.of(
                "",
                String.format(Locale.ROOT, "BlackRoad runs; everything it knows is in %s", plan.folder()),
                "  dashboard " + at + "/",
                "  status    " + at + "/v1/status   or ./scale.sh status --watch",
                "  decisions " + at + "/v1/decisions   or ./scale.sh decisions --follow",
                "  API       " + at + "/openapi.json",
                "  metrics   " + at + "/metrics",
                "  Kafka     " + settings.bootstrapServers(),
                "  registry  " + settings.registryUrl()));
        if (settings.hasDatabase()) {
            lines.add("  database  " + settings.databaseUrl() + "   user " + settings.databaseUser() + ", password in "
                    + plan.folderOf("postgres/password"));
        }
        if (plan.hasGateway()) {
            lines.add("  agents    POST " + at + "/v1/events   from any language");
        }
        lines.add("Ctrl-C stops everything");
        return lines;
    }
}
