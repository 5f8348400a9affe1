package io.blackroad.streams.query;

import io.blackroad.schema.CostAccrued;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What costs are added up by. */
enum CostGrouping {
    SERVICE(by(cost -> cost.getService().isEmpty() ? "(idle)" : cost.getService())),
    REGION(by(CostAccrued::getRegion)),
    PROVIDER((cost, sums) ->
            cost.getItems().forEach((item, nanos) -> sums.accept(item.substring(0, item.indexOf('/')), nanos))),
    ITEM((cost, sums) -> cost.getItems().forEach(sums)),
    /** Hours know no agents: see {@link AgentShares}. */
    AGENT((cost, sums) -> {}),
    HOUR(by(cost -> cost.getHour().toString())),
    KIND((cost, sums) -> {
        boolean idle = cost.getService().isEmpty();
        sums.accept(idle ? "idle" : "agent", cost.getNanoDollars() - cost.getOverheadNanoDollars());
        sums.accept("overhead", cost.getOverheadNanoDollars());
    });

    private final BiConsumer<CostAccrued, BiConsumer<String, Long>> sums;

    CostGrouping(BiConsumer<CostAccrued, BiConsumer<String, Long>> sums) {
        this.sums = sums;
    }

    /** Names as requests write them. */
    static List<String> names() {
        return Arrays.stream(values()).map(CostGrouping::word).toList();
    }

    static CostGrouping of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Adds a cost to the sums of its groups. */
    void add(CostAccrued cost, Map<String, Long> to) {
        sums.accept(cost, (name, nanos) -> to.merge(name, nanos, Math::addExact));
    }

    private static BiConsumer<CostAccrued, BiConsumer<String, Long>> by(Function<CostAccrued, String> name) {
        return (cost, sums) -> sums.accept(name.apply(cost), cost.getNanoDollars());
    }
}
