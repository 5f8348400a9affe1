package io.blackroad.infra.simulation;

import io.blackroad.gpu.GpuEvent;
import io.blackroad.gpu.LeaseDecision;
import io.blackroad.load.LoadSample;
import io.blackroad.load.Partial;
import io.blackroad.scaling.Answer;
import io.blackroad.scaling.ScaleDecision;
import io.blackroad.scaling.ScaleRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Every topic of the world. */
final class Channels {
    /** Source partitions of agents. */
    static final int PARTITIONS = 3;

    /** Partitions by target. */
    static final int TARGET_PARTITIONS = 2;

    final List<Log<Fact>> facts = logs(PARTITIONS * Fact.TOPICS, Log<Fact>::new);
    final List<Log<DeadLetter>> deadLetters = logs(PARTITIONS, Log<DeadLetter>::new);
    final List<Log<Sent>> partials = logs(TARGET_PARTITIONS, Log<Sent>::new);
    final List<Log<Answered>> answers = logs(TARGET_PARTITIONS, Log<Answered>::new);
    final Log<Judged> judged = new Log<>();
    final Log<Decided> decisions = new Log<>();
    final List<Log<Asked>> asked = logs(Sites.REGIONS.size(), Log<Asked>::new);
    final Log<Leased> leases = new Log<>();
    final Log<Applied> applied = new Log<>();
    final Log<Paid> payments = new Log<>();
    final Log<Written> writes = new Log<>();

    /** A fact that could not be used. */
    record DeadLetter(int topic, int offset) {}

    /** What a partition knows of a target. */
    record Sent(String target, Partial partial) {}

    /** A controller's answer. */
    record Answered(String target, Answer answer) {}

    /**
     * What scaling took in, in its order: a sample with the rule that it met and what came of it, or an answer.
     *
     * @param sample null for an answer
     */
    record Judged(
            String target,
            LoadSample sample,
            ScaleRule rule,
            Instant now,
            List<ScaleDecision> decisions,
            Answer answer) {}

    /** A decision in its topic. */
    record Decided(String target, ScaleDecision decision, ScaleRule rule) {}

    /** What the pool of a region hears. */
    record Asked(GpuEvent event, long atMicros) {}

    /** What became of a request in a region. */
    record Leased(String region, LeaseDecision decision) {}

    /**
     * A fact of an agent's own that was applied.
     *
     * @param life true for one of its life
     * @param held CPU that it holds from then on; 0 once it has ended, and for other facts
     */
    record Applied(String agentId, long epoch, long at, boolean life, long held) {}

    /** What an agent was paid for, thousandths of a core times microseconds; negative when it is taken back. */
    record Paid(String agentId, long amount) {}

    /** A write at a target that the target took. */
    record Written(String target, long sequenceBefore, long sequence, int replicas) {}

    private static <T> List<Log<T>> logs(int count, Supplier<Log<T>> make) {
        List<Log<T>> logs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            logs.add(make.get());
        }
        return List.copyOf(logs);
    }
}
