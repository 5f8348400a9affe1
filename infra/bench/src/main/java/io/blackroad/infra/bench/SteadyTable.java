package io.blackroad.infra.bench;

import io.blackroad.infra.bench.steady.LatencyResult;
import io.blackroad.infra.bench.steady.SteadyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Latency and cost as a table. */
final class SteadyTable {
    private static final double MEBIBYTE = 1 << 20;

    private SteadyTable() {}

    static List<String> lines(SteadyResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(format(
                "Real time: %,d agents, %,.0f facts/s for %.0f s, tick %d ms",
                result.agents(), result.eventsPerSecond(), result.seconds(), result.tickMillis()));
        lines.add(format(
                "pipeline: %.3f cores, %.3f CPU s/million, %.0f MB resident; broker: %.3f cores",
                result.cores(),
                result.cpuSecondsPerMillion(),
                result.residentBytes() / MEBIBYTE,
                result.brokerCores()));
        lines.add(format("%-36s %8s %9s %9s %9s", "ms after the end of the tick", "records", "p50", "p99", "max"));
        for (LatencyResult stage : result.latencies()) {
            lines.add(format(
                    "%-36s %8d %9d %9d %9d",
                    stage.stage(), stage.records(), stage.p50Millis(), stage.p99Millis(), stage.maxMillis()));
        }
        lines.add("");
        return lines;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
