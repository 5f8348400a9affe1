package io.blackroad.streams.query;

import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.ScaleJudged;
import io.blackroad.schema.control.Budget;
import io.blackroad.schema.control.Phase;
import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.Region;
import io.blackroad.streams.live.Sight;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What this instance holds. Every method may be called by several threads at once, and throws
 * {@link StateUnavailableException} while the stores that it needs cannot be read.
 */
public interface LocalState {

    /** An agent of a partition held here; empty when that partition has never heard of it. */
    Optional<AgentView> agent(String agentId);

    /**
     * Agents held here that the filter accepts, in {@link IdOrder#BYTES}.
     *
     * @param afterId only ids after this one; empty for all
     * @param limit at most so many, above 0
     */
    Slice<AgentView> agents(AgentFilter filter, String afterId, int limit);

    /** All agents held here that have not stopped, as the map of the fleet shows them, in any order. */
    Slice<Sight> sights();

    /** A target of a partition held here; empty when it has neither a row nor a sample nor a decision. */
    Optional<TargetView> target(TargetKey target);

    /** All targets held here, in any order. */
    Slice<TargetView> targets();

    /**
     * Decisions and holds of a target held here, newest first, which is by falling sequence.
     *
     * @param beforeSequence only sequences below this one; {@link Long#MAX_VALUE} for all
     * @param limit at most so many, above 0
     */
    List<ScaleDecided> decisions(TargetKey target, long beforeSequence, int limit);

    /** One decision of a target held here; empty when there is none or it is past its retention. */
    Optional<ScaleDecided> decision(TargetKey target, long sequence);

    /** What became of a change of a target held here; empty while that is not known. */
    Optional<ScaleJudged> effect(TargetKey target, long sequence);

    /** Totals of each agent partition held here; one that has just come here is left out until its agents are counted. */
    List<PartitionTotals> totals();

    /** Accounts of the input topics, over the agent partitions held here; the slice names those. */
    Slice<TopicBalance> balance();

    /** GPU pools of the regions held here, in any order. */
    Slice<GpuPoolView> gpuPools();

    /** The alerts that are held here, in any order. */
    Slice<AlertView> alerts();

    /** Placement of the regions held here, in any order. */
    Slice<PlacementView> placements();

    /** A worker, if its region is held here. */
    Slice<WorkerView> worker(String id);

    /**
     * What the cost stage knows, if it runs here; nothing before the first agent was paid for.
     *
     * @param back hours that began longer ago than this are left out
     */
    Slice<CostBook> cost(Duration back);

    /**
     * Shows what agents hold and lease here, in any order.
     *
     * @return the partitions that were looked at
     */
    Set<Partition> holdings(Consumer<Held> visitor);

    /** All rows of the regions' table, which every instance holds whole. */
    List<Region> regions();

    /** All rows of the prices' table, which every instance holds whole. */
    List<Price> prices();

    /** All rows of the phases' table, which every instance holds whole. */
    List<Phase> phases();

    /** All rows of the budgets' table, which every instance holds whole. */
    List<Budget> budgets();
}
