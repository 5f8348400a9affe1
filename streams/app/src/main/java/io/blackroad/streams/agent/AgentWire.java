package io.blackroad.streams.agent;

import io.blackroad.agent.AgentDescription;
import io.blackroad.agent.AgentState;
import io.blackroad.agent.AgentStatus;
import io.blackroad.agent.LifecycleFact;
import io.blackroad.agent.Mark;
import io.blackroad.agent.OpenTask;
import io.blackroad.agent.TaskFact;
import io.blackroad.decision.RecordRoom;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.TaskChanged;
import io.blackroad.streams.deadletter.UnusableFactException;
import io.blackroad.streams.stored.CountsWire;
import io.blackroad.streams.stored.StoredAgent;
import io.blackroad.streams.stored.StoredTask;
import java.util.ArrayList;
import java.util.List;

/** Agents between Avro and the domain. */
public final class AgentWire {
    /** 16 TiB, more than a machine has: the sum over half a million agents stays within 64 bits. */
    static final long MAX_MEMORY_BYTES = 1L << 44;

    private AgentWire() {}

    static LifecycleFact lifecycle(LifecycleChanged fact, long occurredAtMicros) {
        requireName("region", fact.getRegion());
        requireName("service", fact.getService());
        AgentStatus status =
                switch (fact.getChange()) {
                    case REGISTERED -> AgentStatus.REGISTERED;
                    case STARTED -> AgentStatus.STARTED;
                    case IDLE -> AgentStatus.IDLE;
                    case BUSY -> AgentStatus.BUSY;
                    case DRAINING -> AgentStatus.DRAINING;
                    case STOPPED -> AgentStatus.STOPPED;
                    case FAILED -> AgentStatus.FAILED;
                    case MIGRATED -> null;
                    case UNKNOWN ->
                        throw new UnusableFactException(
                                "this version does not know the lifecycle change; upgrade it, then replay this dead letter");
                };
        if (fact.getCpuRequestedMillis() < 0
                || fact.getMemoryRequestedBytes() < 0
                || fact.getGpuRequestedMillis() < 0) {
            throw new UnusableFactException("a requested resource is negative; request 0 or more");
        }
        requireMemory("memoryRequestedBytes", fact.getMemoryRequestedBytes());
        requireText("replica", fact.getReplica());
        requireText("worker", fact.getWorker());
        requireText("model", fact.getModel());
        AgentDescription description = new AgentDescription(
                fact.getRegion(),
                fact.getService(),
                fact.getReplica(),
                fact.getWorker(),
                fact.getModel(),
                fact.getCpuRequestedMillis(),
                fact.getMemoryRequestedBytes(),
                fact.getGpuRequestedMillis());
        return new LifecycleFact(status, description, fact.getEpoch(), fact.getSequence(), occurredAtMicros);
    }

    static TaskFact task(TaskChanged fact, long occurredAtMicros) {
        if (fact.getTaskId().isEmpty()) {
            throw new UnusableFactException("taskId is empty; a task needs an identity");
        }
        TaskFact.TaskChange change =
                switch (fact.getChange()) {
                    case SUBMITTED -> TaskFact.TaskChange.SUBMITTED;
                    case STARTED -> TaskFact.TaskChange.STARTED;
                    case COMPLETED -> TaskFact.TaskChange.COMPLETED;
                    case FAILED -> TaskFact.TaskChange.FAILED;
                    case CANCELLED -> TaskFact.TaskChange.CANCELLED;
                    case UNKNOWN ->
                        throw new UnusableFactException(
                                "this version does not know the task change; upgrade it, then replay this dead letter");
                };
        boolean intake = !fact.getSource().isEmpty();
        return new TaskFact(fact.getTaskId(), change, intake, fact.getEpoch(), fact.getSequence(), occurredAtMicros);
    }

    /** Memory of one agent that can be added up over a target. */
    static void requireMemory(String field, long bytes) {
        if (bytes > MAX_MEMORY_BYTES) {
            throw new UnusableFactException(field + " " + bytes + " is more than 16 TiB; give bytes of one agent");
        }
    }

    /** What is said of an agent is no longer than its id may be: records hold several of them. */
    private static void requireText(String field, String text) {
        long bytes = RecordRoom.bytes(text);
        if (bytes > AgentIndex.LONGEST_ID) {
            throw new UnusableFactException(
                    field + " has at most " + AgentIndex.LONGEST_ID + " bytes, this one has " + bytes);
        }
    }

    /** A name that can be part of a key: region and service make {@code region/service}. */
    static void requireName(String field, String name) {
        if (name.isEmpty() || name.length() > 63 || !name.chars().allMatch(AgentWire::nameCharacter)) {
            throw new UnusableFactException(
                    field + " must be 1 to 63 of a-z, 0-9 and -, this one has " + name.length() + " characters");
        }
    }

    private static boolean nameCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
    }

    /** Hard state as it is stored. */
    static StoredAgent stored(AgentState state) {
        AgentDescription about = state.description();
        List<StoredTask> open = new ArrayList<>(state.open().size());
        for (OpenTask task : state.open()) {
            open.add(new StoredTask(task.id(), task.started(), task.intake()));
        }
        return new StoredAgent(
                about.region(),
                about.service(),
                about.replica(),
                about.worker(),
                about.model(),
                about.cpuMillis(),
                about.memoryBytes(),
                about.gpuMillis(),
                state.status().ordinal(),
                state.lifecycle().epoch(),
                state.lifecycle().sequence(),
                state.task().epoch(),
                state.task().sequence(),
                state.gpu().epoch(),
                state.gpu().sequence(),
                state.changedAtMicros(),
                CountsWire.stored(state.counts()),
                open,
                state.ended(),
                AgentTable.NONE,
                0L,
                null,
                0L);
    }

    /** Hard state from what is stored; {@link AgentState#NEW} from nothing. */
    public static AgentState state(StoredAgent stored) {
        if (stored == null) {
            return AgentState.NEW;
        }
        List<OpenTask> open = new ArrayList<>(stored.getOpen().size());
        for (StoredTask task : stored.getOpen()) {
            open.add(new OpenTask(task.getId(), task.getStarted(), task.getIntake()));
        }
        return new AgentState(
                new AgentDescription(
                        stored.getRegion(),
                        stored.getService(),
                        stored.getReplica(),
                        stored.getWorker(),
                        stored.getModel(),
                        stored.getCpuMillis(),
                        stored.getMemoryBytes(),
                        stored.getGpuMillis()),
                AgentStatus.values()[stored.getStatus()],
                new Mark(stored.getLifecycleEpoch(), stored.getLifecycleSequence()),
                new Mark(stored.getTaskEpoch(), stored.getTaskSequence()),
                new Mark(stored.getGpuEpoch(), stored.getGpuSequence()),
                stored.getChangedAtMicros(),
                CountsWire.counts(stored.getCounts()),
                open,
                stored.getEnded());
    }
}
