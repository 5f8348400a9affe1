package io.blackroad.connect;

import io.blackroad.schema.control.Alert;
import io.blackroad.schema.control.Budget;
import io.blackroad.schema.control.GpuNode;
import io.blackroad.schema.control.Phase;
import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.Region;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import io.blackroad.schema.control.Worker;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * One control table: its topic, the key of a row, and which fields the writer sets.
 *
 * @param rows its rows in the tables that are wanted
 * @param id primary key of a row
 * @param version version of a row; 0 in tables without one
 * @param stamped a copy of a row with its version and time set; the version is dropped in tables without one
 */
public record ControlTable<R extends SpecificRecord>(
        Topic<R> topic,
        Function<ControlTables, List<R>> rows,
        Function<R, String> id,
        Function<R, Long> version,
        Stamp<R> stamped) {

    public static final ControlTable<Region> REGIONS = unversioned(
            Topics.REGIONS,
            ControlTables::regions,
            Region::getId,
            (row, at) -> Region.newBuilder(row).setUpdatedAt(at).build());
    public static final ControlTable<Worker> WORKERS = unversioned(
            Topics.WORKERS,
            ControlTables::workers,
            Worker::getId,
            (row, at) -> Worker.newBuilder(row).setUpdatedAt(at).build());
    public static final ControlTable<GpuNode> GPU_NODES = unversioned(
            Topics.GPU_NODES,
            ControlTables::gpuNodes,
            GpuNode::getId,
            (row, at) -> GpuNode.newBuilder(row).setUpdatedAt(at).build());
    public static final ControlTable<Rule> RULES = new ControlTable<>(
            Topics.RULES,
            ControlTables::rules,
            Rule::getId,
            Rule::getVersion,
            (row, version, at) ->
                    Rule.newBuilder(row).setVersion(version).setUpdatedAt(at).build());
    public static final ControlTable<Target> TARGETS = unversioned(
            Topics.TARGETS,
            ControlTables::targets,
            Target::getId,
            (row, at) -> Target.newBuilder(row).setUpdatedAt(at).build());
    public static final ControlTable<Price> PRICES = unversioned(
            Topics.PRICES,
            ControlTables::prices,
            Price::getId,
            (row, at) -> Price.newBuilder(row).setUpdatedAt(at).build());
    public static final ControlTable<Phase> PHASES = unversioned(
            Topics.PHASES,
            ControlTables::phases,
            Phase::getId,
            (row, at) -> Phase.newBuilder(row).setUpdatedAt(at).build());
    public static final ControlTable<Budget> BUDGETS = unversioned(
            Topics.BUDGETS,
            ControlTables::budgets,
            Budget::getId,
            (row, at) -> Budget.newBuilder(row).setUpdatedAt(at).build());

    public static final ControlTable<Alert> ALERTS = unversioned(
            Topics.ALERTS,
            ControlTables::alerts,
            Alert::getId,
            (row, at) -> Alert.newBuilder(row).setUpdatedAt(at).build());

    /** What is referred to comes before what refers to it, so that a reader never meets a target without its rule. */
    public static final List<ControlTable<?>> IN_ORDER =
            List.of(REGIONS, WORKERS, GPU_NODES, RULES, TARGETS, PRICES, PHASES, BUDGETS, ALERTS);

    /** A copy of a row with the fields that the writer sets. */
    @FunctionalInterface
    public interface Stamp<R> {
        R of(R row, long version, Instant updatedAt);
    }

    /** A copy of a row with the time that the writer sets. */
    @FunctionalInterface
    private interface TimeStamp<R> {
        R of(R row, Instant updatedAt);
    }

    /** Name of the table, as in rules. */
    public String name() {
        return topic.name().substring(topic.name().lastIndexOf('.') + 1);
    }

    /** True if two rows say the same, whenever they were written. */
    public boolean sameContent(R left, R right) {
        return stamped.of(left, 0, Instant.EPOCH).equals(stamped.of(right, 0, Instant.EPOCH));
    }

    private static <R extends SpecificRecord> ControlTable<R> unversioned(
            Topic<R> topic, Function<ControlTables, List<R>> rows, Function<R, String> id, TimeStamp<R> stamp) {
        return new ControlTable<>(topic, rows, id, row -> 0L, (row, version, at) -> stamp.of(row, at));
    }
}
