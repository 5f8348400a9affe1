package io.blackroad.infra.bench;

import io.blackroad.infra.bench.steady.Recovery;
import io.blackroad.infra.bench.steady.RecoveryResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Recoveries as a table. */
final class RecoveryTable {
    private RecoveryTable() {}

    static List<String> lines(RecoveryResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(format(
                "Recovery: one of %d instance(s) killed, %,d agents, %,.0f facts/s; scale-downs caused: %d",
                result.instances(), result.agents(), result.eventsPerSecond(), result.scaleDowns()));
        for (Recovery recovery : result.recoveries()) {
            lines.add(format(
                    "whole again after %6d ms; %,d records in the changelogs (%,.0f a second at least)",
                    recovery.wholeMillis(),
                    recovery.changelogRecords(),
                    recovery.changelogRecords() * 1e3 / recovery.wholeMillis()));
        }
        lines.add("");
        return lines;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
