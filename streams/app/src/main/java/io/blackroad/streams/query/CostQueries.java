package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.cost.Prices;
import io.blackroad.streams.control.PriceWire;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What the fleet costs. One instance reckons for all; the others ask it. */
final class CostQueries {
    private final LocalState state;
    private final Everyone everyone;

    CostQueries(LocalState state, Everyone everyone) {
        this.state = state;
        this.everyone = everyone;
    }

    Answer cost(Ask ask) {
        Parameters parameters = Parameters.of(ask, "by", "window");
        String by = parameters.oneOf("by", CostGrouping.names());
        Duration window = parameters.window();
        parameters.check();
        CostGrouping grouping = by == null ? CostGrouping.SERVICE : CostGrouping.of(by);
        if (ask.hop()) {
            return Answer.json(local(grouping, window));
        }
        List<ListPart> parts = everyone.parts(ask, ListPart.class, () -> local(grouping, window));
        Set<Partition> missing = everyone.missing(parts, Keyspace.FLEET);
        if (!missing.isEmpty()) {
            throw Everyone.tooLittle(missing);
        }
        return parts.stream()
                .flatMap(part -> part.items().stream())
                .findFirst()
                .map(Answer::json)
                .orElseThrow(() -> Problem.of(
                                ProblemType.REBALANCING, "no agent has been paid for yet; ask again in some seconds")
                        .exception());
    }

    private ListPart local(CostGrouping by, Duration window) {
        Slice<CostBook> books =
                state.cost(window == null || window.compareTo(CostReport.MONTH) < 0 ? CostReport.MONTH : window);
        Prices prices = new Prices(PriceWire.rows(state.prices()));
        List<ObjectNode> reports = books.items().stream()
                .map(book -> Json.object(report(book, by, window, prices)))
                .toList();
        return new ListPart(reports, books.partitions());
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
