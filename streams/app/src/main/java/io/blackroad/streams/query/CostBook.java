package io.blackroad.streams.query;

import io.blackroad.cost.Account;
import io.blackroad.cost.Amounts;
import io.blackroad.schema.CostAccrued;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the cost stage knows of the whole fleet.
 *
 * @param at event time up to which costs are reckoned
 * @param hours cost by hour and service, and of what stood idle by hour and region; in the order of time
 * @param held what is held at present, by agents and as overhead
 * @param offered what the nodes of each region offer at present
 */
public record CostBook(Instant at, List<CostAccrued> hours, Map<Account, Amounts> held, Map<String, Amounts> offered) {

    public CostBook {
        hours = List.copyOf(hours);
        held = Map.copyOf(held);
        offered = Map.copyOf(offered);
    }
}
