package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.config.Setting;
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
            lines.add("  database  " + Setting.shown(Setting.DATABASE_URL.key(), settings.databaseUrl()) + "   user "
                    + settings.databaseUser() + ", password in " + plan.folderOf("postgres/password"));
        }
        if (plan.hasGateway()) {
            lines.add("  agents    POST " + at + "/v1/events   from any language");
        }
        lines.add("  access    " + access(plan.settings()));
        lines.add("Ctrl-C stops everything");
        return lines;
    }

    private static String access(Settings settings) {
        if (settings.access().asksForTokens()) {
            return "asks for tokens; this machine's own is " + settings.access().own();
        }
        return settings.access().open()
                ? "asks nobody for a token, and http.open lets every machine ask"
                : "bound to " + settings.httpHost()
                        + ", so everybody on this machine may do everything and nobody else;"
                        + " --access FILE asks for tokens";
    }
}
