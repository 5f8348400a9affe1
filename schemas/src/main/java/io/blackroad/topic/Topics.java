package io.blackroad.topic;

import static io.blackroad.topic.Topic.Cleanup.COMPACT;
import static io.blackroad.topic.Topic.Cleanup.DELETE;
import static io.blackroad.topic.Topic.Partitioning.AGENT;
import static io.blackroad.topic.Topic.Partitioning.SINGLE;
import static io.blackroad.topic.Topic.Partitioning.TARGET;

import io.blackroad.schema.AlertChanged;
import io.blackroad.schema.CostAccrued;
import io.blackroad.schema.GpuChanged;
import io.blackroad.schema.LeaseChanged;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.MemoryChanged;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.Placed;
import io.blackroad.schema.RebalancePlanned;
import io.blackroad.schema.ScaleApplied;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.ScaleJudged;
import io.blackroad.schema.TaskChanged;
import io.blackroad.schema.control.Alert;
import io.blackroad.schema.control.Budget;
import io.blackroad.schema.control.GpuNode;
import io.blackroad.schema.control.Phase;
import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.Region;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import io.blackroad.schema.control.Worker;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Every topic of the system, written once. */
public final class Topics {

    /** Agent facts stay long enough to replay a week. */
    private static final Duration FACTS = Duration.ofDays(7);

    /** Decisions and the load behind them stay long enough to back-test a quarter. */
    private static final Duration DECISIONS = Duration.ofDays(90);

    public static final Topic<LifecycleChanged> LIFECYCLE_CHANGED =
            new Topic<>("fleet.agent.lifecycle-changed.v1", LifecycleChanged.class, "agent id", AGENT, FACTS, DELETE);
    public static final Topic<TaskChanged> TASK_CHANGED =
            new Topic<>("fleet.agent.task-changed.v1", TaskChanged.class, "agent id", AGENT, FACTS, DELETE);
    public static final Topic<MetricSampled> METRIC_SAMPLED =
            new Topic<>("fleet.agent.metric-sampled.v1", MetricSampled.class, "agent id", AGENT, FACTS, DELETE);
    public static final Topic<GpuChanged> GPU_CHANGED =
            new Topic<>("fleet.agent.gpu-changed.v1", GpuChanged.class, "agent id", AGENT, FACTS, DELETE);
    public static final Topic<LoadSampled> LOAD_SAMPLED = new Topic<>(
            "fleet.service.load-sampled.v1", LoadSampled.class, "region/service", TARGET, DECISIONS, DELETE);
    public static final Topic<ScaleDecided> SCALE_DECIDED = new Topic<>(
            "fleet.service.scale-decided.v1", ScaleDecided.class, "region/service", TARGET, DECISIONS, DELETE);
    /** Apart from the real decisions, so that no controller, however it was written, can take one of these for real. */
    public static final Topic<ScaleDecided> SCALE_SHADOWED = new Topic<>(
            "fleet.service.scale-shadowed.v1", ScaleDecided.class, "shadow@region/service", TARGET, DECISIONS, DELETE);

    public static final Topic<ScaleApplied> SCALE_APPLIED = new Topic<>(
            "fleet.service.scale-applied.v1", ScaleApplied.class, "region/service", TARGET, DECISIONS, DELETE);
    /** What became of each change: a decision that is written cannot change any more. */
    public static final Topic<ScaleJudged> SCALE_JUDGED = new Topic<>(
            "fleet.service.scale-judged.v1", ScaleJudged.class, "region/service", TARGET, DECISIONS, DELETE);

    public static final Topic<Placed> PLACED =
            new Topic<>("fleet.agent.placed.v1", Placed.class, "agent id", AGENT, null, COMPACT);
    public static final Topic<RebalancePlanned> REBALANCE_PLANNED = new Topic<>(
            "fleet.region.rebalance-planned.v1", RebalancePlanned.class, "region", TARGET, DECISIONS, DELETE);
    public static final Topic<LeaseChanged> LEASE_CHANGED =
            new Topic<>("fleet.gpu.lease-changed.v1", LeaseChanged.class, "agent id", AGENT, FACTS, DELETE);
    public static final Topic<CostAccrued> COST_ACCRUED =
            new Topic<>("fleet.cost.accrued.v1", CostAccrued.class, "region/service/hour", TARGET, null, COMPACT);
    public static final Topic<AlertChanged> ALERT_CHANGED =
            new Topic<>("fleet.alert.changed.v1", AlertChanged.class, "alert name", SINGLE, DECISIONS, DELETE);
    /** Read live by whoever keeps copies of agents' memory; nobody reads the past of it. */
    public static final Topic<MemoryChanged> MEMORY_CHANGED = new Topic<>(
            "fleet.agent.memory-changed.v1", MemoryChanged.class, "writer", SINGLE, Duration.ofHours(1), DELETE);

    public static final Topic<Region> REGIONS = control("regions", Region.class);
    public static final Topic<Worker> WORKERS = control("workers", Worker.class);
    public static final Topic<GpuNode> GPU_NODES = control("gpu_nodes", GpuNode.class);
    public static final Topic<Target> TARGETS = control("targets", Target.class);
    public static final Topic<Rule> RULES = control("rules", Rule.class);
    public static final Topic<Price> PRICES = control("prices", Price.class);
    public static final Topic<Phase> PHASES = control("phases", Phase.class);
    public static final Topic<Budget> BUDGETS = control("budgets", Budget.class);
    public static final Topic<Alert> ALERTS = control("alerts", Alert.class);

    /** Bytes that could not be read or handled, as they came, with their origin in {@code __streams.errors.*} headers. */
    public static final Topic<SpecificRecord> DEAD_LETTER =
            new Topic<>("fleet.dead-letter.v1", null, "as it came", SINGLE, DECISIONS, DELETE);

    private Topics() {}

    /** All of them, agents' facts first. */
    public static List<Topic<?>> all() {
        return List.of(
                LIFECYCLE_CHANGED,
                TASK_CHANGED,
                METRIC_SAMPLED,
                GPU_CHANGED,
                LOAD_SAMPLED,
                SCALE_DECIDED,
                SCALE_SHADOWED,
                SCALE_APPLIED,
                SCALE_JUDGED,
                PLACED,
                REBALANCE_PLANNED,
                LEASE_CHANGED,
                COST_ACCRUED,
                ALERT_CHANGED,
                MEMORY_CHANGED,
                REGIONS,
                WORKERS,
                GPU_NODES,
                TARGETS,
                RULES,
                PRICES,
                PHASES,
                BUDGETS,
                ALERTS,
                DEAD_LETTER);
    }

    private static <V extends SpecificRecord> Topic<V> control(String table, Class<V> type) {
        return new Topic<>("control.public." + table, type, "primary key", SINGLE, null, COMPACT);
    }
}
