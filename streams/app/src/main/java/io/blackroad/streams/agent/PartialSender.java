package io.blackroad.streams.agent;

import io.blackroad.agent.TaskCounts;
import io.blackroad.load.AgentSums;
import io.blackroad.load.Partial;
import io.blackroad.streams.control.ControlTables;
import io.blackroad.streams.stored.PartialWire;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Sends what one source partition knows of each target at the end of a tick. */
final class PartialSender {
    private static final int[] NO_SKETCH = {};

    private final ProcessorContext<String, SpecificRecord> context;
    private final AgentSettings settings;
    private final AgentStage stage;
    private final AgentTableStore tableStore;
    private final TableWalk walk;
    private final ControlTables control;
    private final TracedFacts traced;

    PartialSender(
            ProcessorContext<String, SpecificRecord> context,
            AgentSettings settings,
            AgentStage stage,
            AgentTableStore tableStore,
            TracedFacts traced) {
        this.context = context;
        this.settings = settings;
        this.stage = stage;
        this.tableStore = tableStore;
        this.traced = traced;
        this.walk = new TableWalk(stage.table(), settings);
        this.control = ControlTables.of(context);
    }

    /** Sends the partials of the tick that ends at {@code tick} ticks since 1970. */
    void send(long tick, Partial.SourceOffsets offsets) {
        long end = tick * settings.tickMicros();
        walk.walk(end);
        tableStore.ticked(end, walk.active());
        List<String> seen = stage.table().targets();
        Set<String> rest = control.targetIds();
        AgentSums fleet = AgentSums.NONE;
        for (int target = 0; target < seen.size(); target++) {
            TargetSums walked = walk.sums(target);
            AgentSums sums = walked.sums();
            fleet = fleet.plus(sums);
            Partial partial = new Partial(
                    context.taskId().partition(),
                    settings.partitions(),
                    tick,
                    sums,
                    stage.counts(target),
                    walked.cpu(),
                    walked.latency(),
                    offsets);
            forward(seen.get(target), partial, traced.of(target));
            rest.remove(seen.get(target));
        }
        for (String target : rest) {
            // Every partition speaks for every target, so that a sample is known to be complete.
            forward(target, without(AgentSums.NONE, tick, offsets), new RecordHeaders());
        }
        // All targets as one, for whoever watches the fleet: its sums alone.
        forward(PartialWire.FLEET, without(fleet, tick, offsets), new RecordHeaders());
        traced.ticked();
    }

    /** Slots of agents that nobody will hear of again, as of the tick sent last. */
    List<Integer> forgotten() {
        return walk.forgotten();
    }

    /** A partial without counts of tasks and sketches. */
    private Partial without(AgentSums sums, long tick, Partial.SourceOffsets offsets) {
        return new Partial(
                context.taskId().partition(),
                settings.partitions(),
                tick,
                sums,
                TaskCounts.ZERO,
                NO_SKETCH,
                NO_SKETCH,
                offsets);
    }

    private void forward(String target, Partial partial, Headers headers) {
        long endMillis = partial.tick() * settings.tickMicros() / 1_000;
        context.forward(new Record<>(target, PartialWire.stored(partial), endMillis, headers));
    }
}
