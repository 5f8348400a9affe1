package io.blackroad.infra.cli.backtest;

import io.blackroad.backtest.Run;
import io.blackroad.backtest.Scores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All traces of one start lag together.
 *
 * @param underShare share of all their time that was short
 * @param replicaHours sum
 * @param reversals sum
 */
record Totals(double underShare, double replicaHours, long reversals) {

    static Totals of(List<Run> runs) {
        double hours = 0;
        double under = 0;
        double replicas = 0;
        long reversals = 0;
        for (Run run : runs) {
            Scores s = run.scores();
            hours += s.hours();
            under += s.hours() * s.timeshareUnder();
            replicas += s.replicaHours();
            reversals += s.reversals();
        }
        return new Totals(hours == 0 ? 0 : under / hours, replicas, reversals);
    }

    /** By rule set, ours first. */
    static Map<String, Totals> of(Iterable<Standing> standings) {
        Map<String, ArrayList<Run>> runs = new LinkedHashMap<>();
        for (Standing standing : standings) {
            runs.computeIfAbsent(standing.ours().name(), name -> new ArrayList<>())
                    .add(standing.ours());
            standing.peers()
                    .forEach(peer -> runs.computeIfAbsent(peer.name(), name -> new ArrayList<>())
                            .add(peer));
        }
        Map<String, Totals> totals = new LinkedHashMap<>();
        runs.forEach((name, all) -> totals.put(name, of(all)));
        return totals;
    }
}
