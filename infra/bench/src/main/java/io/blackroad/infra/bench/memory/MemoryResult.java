package io.blackroad.infra.bench.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was measured.
 *
 * @param shards Redis servers
 * @param rates calls by what they were
 * @param hitNanos a read that a copy in the process answers, nanoseconds
 * @param moved keys that a further shard took
 * @param movedSeconds time of that
 * @param facts facts read by the sink of states
 * @param factSeconds time of that
 * @param states agents that have a state afterwards
 * @param agents agents that must have one
 */
public record MemoryResult(
        int shards,
        List<Rate> rates,
        double hitNanos,
        MemoryPlan plan,
        long moved,
        double movedSeconds,
        long facts,
        double factSeconds,
        long states,
        long agents) {

    /**
     * How often something was done.
     *
     * @param what the call
     * @param perSecond keys a second
     */
    public record Rate(String what, double perSecond) {}

    /** The table. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(format("Memory: %d Redis servers, values of %d bytes", shards, MemoryPart.VALUE_BYTES));
        rates.forEach(rate -> lines.add(format("%-44s %,12.0f keys/s", rate.what(), rate.perSecond())));
        lines.add(format("%-44s %,12.0f ns", "read answered by a copy in the process", hitNanos));
        lines.add(format(
                "%-44s %,12.0f keys/s (%,d of %,d moved)", "one more shard", moved / movedSeconds, moved, plan.keys()));
        lines.add(format(
                "%-44s %,12.0f facts/s (%,d of %,d agents)", "latest states kept", facts / factSeconds, facts, agents));
        lines.add("");
        return lines;
    }

    /** States that are missing. */
    public List<String> differences() {
        return states == agents ? List.of() : List.of(states + " of " + agents + " agents have a state");
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
