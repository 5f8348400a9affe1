package io.blackroad.streams.agent;

import io.blackroad.agent.AgentState;
import io.blackroad.agent.TaskFact;
import io.blackroad.agent.Tasks;
import io.blackroad.agent.Verdict;
import io.blackroad.decision.Outcome;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.FactSchemas;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.TaskChanged;
import io.blackroad.streams.deadletter.UnusableFactException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.avro.Schema;

/** Task facts. What an intake says of an agent's task is no sign of life of the agent. */
final class TaskHandler implements FactHandler {
    private final AgentStage stage;
    private final FactReader<TaskChanged> reader;
    private TaskChanged fact = new TaskChanged();

    TaskHandler(AgentStage stage, SchemaRegistry registry) {
        this.stage = stage;
        Schema needed = FactSchemas.projection(
                TaskChanged.class, "epoch", "sequence", "occurredAt", "taskId", "change", "source");
        this.reader = new FactReader<>(registry, TaskChanged.class, needed);
    }

    @Override
    public long read(byte[] value, long appendedAtMicros) {
        fact = reader.read(value, fact);
        if (fact.getSource().isEmpty()) {
            EpochBound.check(fact.getEpoch(), fact.getSequence(), appendedAtMicros);
        }
        return ChronoUnit.MICROS.between(Instant.EPOCH, fact.getOccurredAt());
    }

    @Override
    public Verdict apply(byte[] key, int slot, long occurredAtMicros, long lateBeforeMicros) {
        TaskFact change = AgentWire.task(fact, occurredAtMicros);
        AgentState before = stage.state(slot);
        Outcome<AgentState, Verdict> outcome = Tasks.apply(before, change, lateBeforeMicros);
        Verdict verdict = outcome.decisions().get(0);
        if (verdict == Verdict.APPLIED) {
            requireRoom(change, outcome.state());
            stage.put(key, slot, before, outcome.state(), change.intake() ? Long.MIN_VALUE : occurredAtMicros);
        }
        return verdict;
    }

    /** Of a task that is refused its end is counted, as that of any task that nobody submitted. */
    private static void requireRoom(TaskFact change, AgentState after) {
        if (!change.ends() && !Tasks.fit(after.open())) {
            throw new UnusableFactException("with this task the agent would have "
                    + after.open().size() + " that have not ended, more than fit into a record; end some first");
        }
    }
}
