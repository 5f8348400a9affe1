package io.blackroad.producer.sdk;

import io.blackroad.schema.FactReader;
import io.blackroad.schema.Move;
import io.blackroad.schema.Placed;
import io.blackroad.schema.RebalancePlanned;
import io.blackroad.schema.Victim;
import io.blackroad.topic.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears where agents are to run, from now on: for whoever starts and moves them. An agent that has gone where it was told
 * to says so by {@link Agent#migrate}; a move that is not answered within a minute is given up.
 */
public final class PlacementFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlacementFollower.class);

    private final TopicTail tail;
    private final FactReader<Placed> placed;
    private final FactReader<RebalancePlanned> planned;
    private final Listener listener;

    /** Takes orders, and may wait; each may come more than once, and for agents of others. Called by one thread. */
    public interface Listener {

        /** An agent is to run on a worker, whether it runs already or not. */
        void runsOn(String agentId, String worker) throws InterruptedException;

        /**
         * These replicas go by a decision: their agents drain, then stop.
         *
         * @param replicas the cheapest first
         */
        void leave(String decisionId, List<String> replicas) throws InterruptedException;
    }

    private PlacementFollower(AgentClientConfig config, Listener listener) {
        this.listener = listener;
        this.placed = new FactReader<>(config.registry(), Placed.class);
        this.planned = new FactReader<>(config.registry(), RebalancePlanned.class);
        this.tail = new TopicTail(config, List.of(Topics.PLACED.name(), Topics.REBALANCE_PLANNED.name()), "placements");
    }

    /**
     * Returns once everything that is said from now on will be heard.
     *
     * @throws IllegalStateException if the topics cannot be read
     */
    public static PlacementFollower start(AgentClientConfig config, Listener listener) {
        PlacementFollower follower = new PlacementFollower(config, listener);
        follower.tail.start(follower::handle);
        return follower;
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            if (record.value() == null) {
                return;
            }
            if (record.topic().equals(Topics.PLACED.name())) {
                obey(TopicTail.read(placed, record.value()), listener);
            } else {
                obey(TopicTail.read(planned, record.value()));
            }
        } catch (SerializationException e) {
            LOG.warn("no order at {}-{} offset {}", record.topic(), record.partition(), record.offset(), e);
        }
    }

    /** What repeats an agent's own words is no order: obeyed late, it would send the agent back. */
    static void obey(Placed fact, Listener listener) throws InterruptedException {
        if (!fact.getSaid()) {
            listener.runsOn(fact.getAgentId(), fact.getWorker());
        }
    }

    private void obey(RebalancePlanned plan) throws InterruptedException {
        for (Move move : plan.getMoves()) {
            listener.runsOn(move.getAgentId(), move.getToWorker());
        }
        if (!plan.getVictims().isEmpty()) {
            listener.leave(
                    plan.getDecisionId(),
                    plan.getVictims().stream().map(Victim::getReplica).toList());
        }
    }

    @Override
    public void close() {
        tail.close();
    }
}
