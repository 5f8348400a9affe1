package io.blackroad.infra.bench;

import io.blackroad.infra.bench.throughput.ScaleOutRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Scale-out as a table. */
final class ScaleOutTable {
    private ScaleOutTable() {}

    static List<String> lines(List<ScaleOutRow> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(format(
                "%-14s %11s %12s %20s %9s %16s",
                "Scale-out", "events/s", "CPU s/mill.", "stream threads' CPU", "x one", "records to load"));
        double one = rows.get(0).threadCpuSecondsPerMillion();
        for (ScaleOutRow row : rows) {
            lines.add(format(
                    "%-14s %,11.0f %12.3f %20.3f %9.2f %,16d",
                    row.instances() + " instance(s)",
                    row.eventsPerSecond(),
                    row.cpuSecondsPerMillion(),
                    row.threadCpuSecondsPerMillion(),
                    row.threadCpuSecondsPerMillion() / one,
                    row.partials()));
        }
        lines.add("");
        return lines;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
