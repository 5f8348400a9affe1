package io.blackroad.infra.bench;

import io.blackroad.infra.bench.throughput.SubjectKind;
import io.blackroad.infra.bench.throughput.ThroughputPlan;
import io.blackroad.infra.bench.workload.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Throughput as a table. */
final class ThroughputTable {
    private static final double MEBIBYTE = 1 << 20;

    private ThroughputTable() {}

    static List<String> lines(Sent sent, ThroughputPlan plan, List<ThroughputRow> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(format(
                "Throughput: %,d facts of %,d agents, %d thread(s), median of %d pass(es) after a warm-up",
                sent.events(), sent.agents(), plan.threads(), plan.passes()));
        lines.add(format(
                "%-26s %11s %23s %12s %9s %9s %9s %8s %8s",
                "",
                "events/s",
                "slowest..fastest",
                "CPU s/mill.",
                "compiler",
                "collector",
                "x decode",
                "x DSL",
                "MB RSS"));
        for (ThroughputRow row : rows) {
            lines.add(format(
                    "%-26s %,11.0f %23s %12.3f %9.3f %9.3f %9s %8s %8.0f",
                    row.title(),
                    row.eventsPerSecond(),
                    format("%,.0f..%,.0f", row.slowest(), row.fastest()),
                    row.cpuSecondsPerMillion(),
                    row.compileSecondsPerMillion(),
                    row.collectSecondsPerMillion(),
                    speedRatio(row, rows, SubjectKind.DECODE),
                    speedRatio(row, rows, SubjectKind.DSL),
                    row.residentBytes() / MEBIBYTE));
        }
        ThroughputRow ours = find(rows, SubjectKind.OURS);
        ThroughputRow decode = find(rows, SubjectKind.DECODE);
        if (ours != null && decode != null) {
            lines.add(format(
                    "whole pipeline / decode: %.2f of the events/s, %.2f of the CPU",
                    ours.eventsPerSecond() / decode.eventsPerSecond(),
                    ours.cpuSecondsPerMillion() / decode.cpuSecondsPerMillion()));
        }
        lines.add("");
        return lines;
    }

    private static String speedRatio(ThroughputRow row, List<ThroughputRow> rows, SubjectKind to) {
        ThroughputRow base = find(rows, to);
        return base == null ? "-" : format("%.2f", row.eventsPerSecond() / base.eventsPerSecond());
    }

    private static ThroughputRow find(List<ThroughputRow> rows, SubjectKind kind) {
        return rows.stream().filter(row -> row.kind() == kind).findFirst().orElse(null);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
