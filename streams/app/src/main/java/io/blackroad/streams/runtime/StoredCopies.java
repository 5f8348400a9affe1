package io.blackroad.streams.runtime;

import io.blackroad.streams.agent.AgentTopology;
import io.blackroad.streams.query.Copies;
import io.blackroad.streams.query.Keyspace;
import io.blackroad.streams.query.LocalState;
import io.blackroad.streams.query.Partition;
import io.blackroad.streams.query.StateUnavailableException;
import io.blackroad.streams.scaling.ScalingTopology;
import java.util.List;
import java.util.Map;

/** Standbys, and stores that are about to be owned: what can be read of them while their owner does not answer. */
final class StoredCopies implements Copies {

    /** As far behind as Kafka Streams itself takes a copy for caught up ({@code acceptable.recovery.lag}). */
    static final long MAX_LAG_RECORDS = 10_000;

    /** What questions about one key read, and the broker keeps. */
    private static final Map<Keyspace, List<String>> READ = Map.of(
            Keyspace.AGENT, List.of(AgentTopology.AGENT_STORE),
            Keyspace.TARGET, List.of(ScalingTopology.SCALING_STORE, ScalingTopology.DECISION_STORE));

    private final LocalState state;
    private final CopyLags lags;

    /** @param state reads stores here whoever owns them */
    StoredCopies(LocalState state, CopyLags lags) {
        this.state = state;
        this.lags = lags;
    }

    @Override
    public Copy of(Partition partition) {
        long furthest = 0;
        for (String store : READ.get(partition.keyspace())) {
            CopyLags.Position position = lags.of(store, partition.number());
            boolean begun = position.read() > 0 || position.end() == 0;
            if (!begun || position.lag() > MAX_LAG_RECORDS) {
                throw new StateUnavailableException(
                        "the copy of " + partition + " here is " + position.lag() + " records behind");
            }
            furthest = Math.max(furthest, position.lag());
        }
        return new Copy(state, furthest);
    }
}
