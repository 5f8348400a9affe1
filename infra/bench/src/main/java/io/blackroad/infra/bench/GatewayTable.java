package io.blackroad.infra.bench;

import io.blackroad.infra.bench.gateway.GatewayResult;
import io.blackroad.infra.bench.gateway.GatewayRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The gateway as a table. */
final class GatewayTable {
    private static final double MEBIBYTE = 1 << 20;

    private GatewayTable() {}

    static List<String> lines(GatewayResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(format(
                "HTTP gateway, %s, %.0f MB resident; 202 after the broker's acknowledgement",
                result.pinned()
                        ? "on one core, broker and clients on the others"
                        : "beside broker and clients on all cores",
                result.residentBytes() / MEBIBYTE));
        lines.add(format("%-32s %12s %12s %9s %9s %7s", "load", "requests/s", "facts/s", "p50 ms", "p99 ms", "cores"));
        for (GatewayRow row : result.rows()) {
            lines.add(format(
                    "%-32s %,12.0f %,12.0f %9.2f %9.2f %7.2f",
                    row.name(),
                    row.requestsPerSecond(),
                    row.factsPerSecond(),
                    row.p50Micros() / 1e3,
                    row.p99Micros() / 1e3,
                    row.cores()));
            if (row.refused() > 0) {
                lines.add(format("  %,d requests were refused", row.refused()));
            }
        }
        lines.add("");
        return lines;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
