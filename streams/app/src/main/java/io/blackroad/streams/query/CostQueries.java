package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.cost.Prices;
import io.blackroad.streams.control.PriceWire;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the fleet costs. One instance reckons for all; the others ask it. */
final class CostQueries {
    /** Agents that are named when nobody says how many; the rest is one line. */
    private static final int AGENTS = 20;

    private static final int MOST_AGENTS = 1_000;

    private final LocalState state;
    private final Everyone everyone;

    CostQueries(LocalState state, Everyone everyone) {
        this.state = state;
        this.everyone = everyone;
    }

    Answer cost(Ask ask) {
        Parameters parameters = Parameters.of(ask, "by", "window", "limit");
        String by = parameters.oneOf("by", CostGrouping.names());
        Duration window = parameters.window();
        int limit = parameters.limit(AGENTS, MOST_AGENTS);
        parameters.check();
        CostGrouping grouping = by == null ? CostGrouping.SERVICE : CostGrouping.of(by);
        if (ask.hop()) {
            return Answer.json(local(grouping, window, limit));
        }
        List<CostPart> parts = everyone.parts(ask, CostPart.class, () -> local(grouping, window, limit));
        Set<Partition> missing = everyone.missing(parts, Keyspace.FLEET);
        if (!missing.isEmpty()) {
            throw Everyone.tooLittle(missing);
        }
        ObjectNode report = parts.stream()
                .flatMap(part -> part.reports().stream())
                .findFirst()
                .orElseThrow(() -> Problem.of(
                                ProblemType.REBALANCING, "no agent has been paid for yet; ask again in some seconds")
                        .exception());
        if (grouping == CostGrouping.AGENT) {
            AgentShares.itemize(report, parts, limit);
            // Whom nobody could look at is among the others.
            Set<Partition> unseen = everyone.missing(parts, Keyspace.AGENT, Keyspace.REGION);
            if (!unseen.isEmpty()) {
                report.putPOJO("missingPartitions", unseen);
            }
        }
        return Answer.json(report);
    }

    private CostPart local(CostGrouping by, Duration window, int limit) {
        Slice<CostBook> books =
                state.cost(window == null || window.compareTo(CostReport.MONTH) < 0 ? CostReport.MONTH : window);
        Prices prices = new Prices(PriceWire.rows(state.prices()));
        List<ObjectNode> reports = books.items().stream()
                .map(book -> Json.object(report(book, by, window, prices)))
                .toList();
        Set<Partition> partitions = new HashSet<>(books.partitions());
        List<AgentShare> dearest =
                by == CostGrouping.AGENT ? AgentShares.dearest(state, prices, window, limit, partitions) : List.of();
        return new CostPart(reports, dearest, partitions);
    }

    private CostReport report(CostBook book, CostGrouping by, Duration window, Prices prices) {
        try {
            return CostReport.of(book, by, window, prices, state.budgets(), state.phases());
        } catch (ArithmeticException e) {
            throw Problem.of(
                            ProblemType.INTERNAL,
                            "costs add up to more than 9.2 billion dollars, beyond what can be reckoned with; correct the"
                                    + " prices or budgets that are absurd, or ask for a shorter window")
                    .exception();
        }
    }
}
