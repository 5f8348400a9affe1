package io.blackroad.infra.simulation;

import java.util.HashMap;
import java.util.Map;

/** I4: the sequence at a target only rises, and the replicas are those of its decision. */
final class FenceCheck implements Check {
    private final Channels channels;
    private final Map<String, Map<Long, Integer>> decided = new HashMap<>();
    private int read;
    private int seen;

    FenceCheck(Channels channels) {
        this.channels = channels;
    }

    @Override
    public void look() {
        for (; read < channels.decisions.end(); read++) {
            Channels.Decided next = channels.decisions.at(read);
            decided.computeIfAbsent(next.target(), any -> new HashMap<>())
                    .putIfAbsent(next.decision().sequence(), next.decision().to());
        }
        for (; seen < channels.writes.end(); seen++) {
            Channels.Written write = channels.writes.at(seen);
            Integer replicas = decided.getOrDefault(write.target(), Map.of()).get(write.sequence());
            if (write.sequence() <= write.sequenceBefore() || replicas == null || replicas != write.replicas()) {
                throw new Violation(
                        Invariant.I4_FENCE, write + ", where the decision of that sequence says " + replicas);
            }
        }
    }
}
