package io.blackroad.infra.simulation;

import io.blackroad.scaling.Answer;
import java.util.HashMap;
import java.util.Map;

/** I4: the sequence at a target only rises, the replicas are those of its decision, and what is reported was written. */
final class FenceCheck implements Check {
    private final Channels channels;
    private final Map<String, Map<Long, Integer>> decided = new HashMap<>();
    private int read;
    private final Map<String, Long> written = new HashMap<>();
    private final int[] heard = new int[Channels.TARGET_PARTITIONS];
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
            written.put(write.target(), write.sequence());
        }
        for (int partition = 0; partition < heard.length; partition++) {
            reports(partition, channels.answers.get(partition));
        }
    }

    private void reports(int partition, Log<Channels.Answered> answers) {
        for (; heard[partition] < answers.end(); heard[partition]++) {
            Channels.Answered next = answers.at(heard[partition]);
            long stands = written.getOrDefault(next.target(), 0L);
            if (next.answer().kind() == Answer.Kind.APPLIED && next.answer().sequence() > stands) {
                throw new Violation(Invariant.I4_FENCE, next + ", and " + stands + " is the last that was written");
            }
        }
    }
}
