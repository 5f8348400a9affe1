package io.blackroad.sink.memory.state;

import io.blackroad.sink.memory.AgentUpdate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * News that is not written yet: of each agent and kind the newest fact, and the oldest offset that it stands for. While a
 * shard is down its agents' news gathers here, one fact a kind however long it lasts, and the others' goes on; offsets are
 * committed up to the oldest that still waits.
 */
final class PendingStates {

    private record Waiting(HeardFact fact, TopicPartition partition, long oldest) {}

    private static final class Agent {
        private final Map<String, Waiting> parts = new HashMap<>();
        private long expiresAt = Long.MIN_VALUE;
        private boolean held;
    }

    private final Map<String, Agent> agents = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> read = new HashMap<>();

    /** A record was read and needs no writing. */
    void passed(TopicPartition partition, long offset) {
        read.merge(partition, offset + 1, Math::max);
    }

    /** @param expiresAtMillis when the state may be forgotten if nothing newer comes */
    void add(HeardFact fact, TopicPartition partition, long offset, long expiresAtMillis) {
        passed(partition, offset);
        Agent agent = agents.computeIfAbsent(fact.agentId(), id -> new Agent());
        agent.expiresAt = Math.max(agent.expiresAt, expiresAtMillis);
        agent.parts.merge(
                fact.kind(),
                new Waiting(fact, partition, offset),
                (old, added) -> new Waiting(
                        added.fact.isNewerThan(old.fact) ? added.fact : old.fact,
                        partition,
                        Math.min(old.oldest, added.oldest)));
    }

    /** How many agents have news. */
    int size() {
        return agents.size();
    }

    /**
     * What is to be written.
     *
     * @param heldToo also what could not be written lately
     */
    List<AgentUpdate> updates(boolean heldToo) {
        List<AgentUpdate> updates = new ArrayList<>();
        agents.forEach((id, agent) -> {
            if (heldToo || !agent.held) {
                updates.add(new AgentUpdate(
                        id,
                        agent.parts.values().stream()
                                .map(waiting -> waiting.fact.part())
                                .toList(),
                        agent.expiresAt));
            }
        });
        return updates;
    }

    void written(String agentId) {
        agents.remove(agentId);
    }

    /** It could not be written and is kept for later. */
    void hold(String agentId) {
        agents.get(agentId).held = true;
    }

    /** From where on to read after a restart. */
    Map<TopicPartition, Long> offsets() {
        Map<TopicPartition, Long> offsets = new HashMap<>(read);
        agents.values()
                .forEach(agent -> agent.parts
                        .values()
                        .forEach(waiting -> offsets.merge(waiting.partition, waiting.oldest, Math::min)));
        return offsets;
    }

    /** Somebody else reads these partitions now, from what was committed on. */
    void drop(Collection<TopicPartition> partitions) {
        read.keySet().removeAll(partitions);
        for (Iterator<Agent> each = agents.values().iterator(); each.hasNext(); ) {
            Agent agent = each.next();
            agent.parts.values().removeIf(waiting -> partitions.contains(waiting.partition));
            if (agent.parts.isEmpty()) {
                each.remove();
            }
        }
    }
}
