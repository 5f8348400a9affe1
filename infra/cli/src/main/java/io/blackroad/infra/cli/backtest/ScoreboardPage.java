package io.blackroad.infra.cli.backtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.backtest.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The scoreboard as text, JSON and CSV. */
final class ScoreboardPage {
    private ScoreboardPage() {}

    static List<String> lines(List<Standing> standings, List<Goal> goals) {
        List<String> lines = new ArrayList<>();
        standings.forEach(standing -> lines.add(standing.line()));
        for (int lag : Scoreboard.LAG_SECONDS) {
            lines.add("");
            lines.add("all traces, start lag " + lag + " s");
            Totals.of(standings.stream().filter(s -> s.lagSeconds() == lag).toList())
                    .forEach((name, totals) -> lines.add(String.format(
                            Locale.ROOT,
                            "%-16s %6.2f %% short  %10.1f replica-h  %7d reversals",
                            name,
                            100 * totals.underShare(),
                            totals.replicaHours(),
                            totals.reversals())));
        }
        lines.add("");
        goals.forEach(goal -> lines.add(goal.line()));
        return lines;
    }

    static ObjectNode json(ObjectMapper mapper, List<Standing> standings, List<Goal> goals) {
        ObjectNode page = mapper.createObjectNode();
        ArrayNode all = page.putArray("standings");
        for (Standing standing : standings) {
            ObjectNode node = all.addObject().put("trace", standing.trace());
            node.put("startLagSeconds", standing.lagSeconds());
            ArrayNode better = node.putArray("betterInBoth");
            standing.dominators().forEach(better::add);
            ArrayNode runs = node.putArray("runs");
            runs(standing).forEach(run -> runs.add(RunTable.json(mapper, run)));
        }
        ArrayNode reached = page.putArray("goals");
        goals.forEach(goal -> reached.addObject()
                .put("what", goal.what())
                .put("reached", goal.reached())
                .put("met", goal.met()));
        return page;
    }

    static List<String> csv(ObjectMapper mapper, List<Standing> standings) {
        List<String> lines = new ArrayList<>();
        for (Standing standing : standings) {
            String context = RunTable.cell(standing.trace()) + "," + standing.lagSeconds() + ",";
            List<String> some = RunTable.csv(mapper, context, "trace,startLagSeconds,", runs(standing));
            lines.addAll(lines.isEmpty() ? some : some.subList(1, some.size()));
        }
        return lines;
    }

    private static List<Run> runs(Standing standing) {
        List<Run> runs = new ArrayList<>(List.of(standing.ours()));
        runs.addAll(standing.peers());
        return runs;
    }
}
