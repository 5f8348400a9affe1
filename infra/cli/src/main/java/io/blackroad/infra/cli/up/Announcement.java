package io.blackroad.infra.cli.up;

import java.util.List;
import java.util.Locale;

/** What people read when everything runs. */
final class Announcement {
    private Announcement() {}

    static List<String> of(UpPlan plan, Servers servers) {
        String at = plan.serverUrl().toString();
        return List.of(
                "",
                String.format(Locale.ROOT, "BlackRoad runs; everything it knows is in %s", plan.folder()),
                "  status    " + at + "/v1/status   or ./scale.sh status --watch",
                "  decisions " + at + "/v1/decisions   or ./scale.sh decisions --follow",
                "  agents    POST " + at + "/v1/events   from any language",
                "  API       " + at + "/openapi.json",
                "  metrics   " + at + "/metrics",
                "  Kafka     " + servers.bootstrapServers(),
                "  registry  " + servers.registryUrl(),
                "Ctrl-C stops everything");
    }
}
