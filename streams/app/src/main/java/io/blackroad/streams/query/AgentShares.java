package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.cost.ListPrices;
import io.blackroad.cost.Prices;
import io.blackroad.schema.Micros;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which agents cost the most. The bill knows services, not agents: of each agent it is reckoned here what it costs since
 * it holds what it holds, and only the dearest are kept, however many there are. The others, what agents held before and
 * what tiers make cheaper is one line, so that the lines add up to the bill.
 */
final class AgentShares {
    private static final String OTHERS = "(other agents, and before)";

    private AgentShares() {}

    /**
     * The dearest of this instance.
     *
     * @param window how far back from the newest word here; null for the calendar month
     * @param partitions gets those that were looked at
     */
    static List<AgentShare> dearest(
            LocalState state, Prices prices, Duration window, int limit, Set<Partition> partitions) {
        long[] newest = {0};
        state.holdings(held -> newest[0] = Math.max(newest[0], held.untilMicros()));
        ListPrices list = ListPrices.of(prices, CostReport.begin(Micros.instant(newest[0]), window));
        PriorityQueue<AgentShare> dearest = new PriorityQueue<>(AgentShare.DEAREST.reversed());
        partitions.addAll(state.holdings(held -> {
            BigInteger cost = list.cost(held.amounts(), held.sinceMicros(), held.untilMicros());
            if (cost.signum() > 0 && cost.bitLength() < Long.SIZE) {
                dearest.add(new AgentShare(held.agentId(), held.lease(), cost.longValueExact()));
                if (dearest.size() > limit) {
                    dearest.remove();
                }
            }
        }));
        return dearest.stream().sorted(AgentShare.DEAREST).toList();
    }

    /** Makes the dearest of all instances the items of a report, and what its kinds leave. */
    static void itemize(ObjectNode report, List<CostPart> parts, int limit) {
        Set<AgentShare> all = new TreeSet<>(AgentShare.DEAREST);
        parts.forEach(part -> all.addAll(part.dearest()));
        ArrayNode items = report.putArray("items");
        long others = report.path("kinds").path("agent").asLong();
        for (AgentShare share : all.stream().limit(limit).toList()) {
            item(items, share.name(), share.nanoDollars());
            others = Math.subtractExact(others, share.nanoDollars());
        }
        item(items, OTHERS, others);
        item(items, "(overhead)", report.path("kinds").path("overhead").asLong());
        item(items, "(idle)", report.path("kinds").path("idle").asLong());
    }

    private static void item(ArrayNode items, String name, long nanoDollars) {
        items.addObject().put("name", name).put("nanoDollars", nanoDollars);
    }
}
