package io.blackroad.infra.simulation;

import io.blackroad.agent.LifecycleFact;
import io.blackroad.alert.AlertChange;
import io.blackroad.cost.Account;
import io.blackroad.cost.Holding;
import io.blackroad.cost.PartBill;
import io.blackroad.gpu.GpuEvent;
import io.blackroad.gpu.LeaseDecision;
import io.blackroad.load.LoadSample;
import io.blackroad.load.Partial;
import io.blackroad.placement.PlacementDecision;
import io.blackroad.placement.PlacementInput;
import io.blackroad.placement.PlacementInput.ScaleIn;
import io.blackroad.placement.PlacementState;
import io.blackroad.placement.Residence;
import io.blackroad.scaling.Answer;
import io.blackroad.scaling.ScaleDecision;
import io.blackroad.scaling.ScaleRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    final Log<Sent> fleet = new Log<>();
    final List<Log<Answered>> answers = logs(TARGET_PARTITIONS, Log<Answered>::new);
    final Log<Judged> judged = new Log<>();
    final Log<Watched> watched = new Log<>();
    final Log<Decided> decisions = new Log<>();
    final List<Log<Asked>> asked = logs(Sites.REGIONS.size(), Log<Asked>::new);
    final Log<Leased> leases = new Log<>();
    final List<Log<News>> news = logs(Sites.REGIONS.size(), Log<News>::new);
    final Log<Turned> turns = new Log<>();
    final Log<Applied> applied = new Log<>();
    final Log<Paid> payments = new Log<>();
    final Log<Use> uses = new Log<>();
    final Log<Billed> bills = new Log<>();
    final Log<Written> writes = new Log<>();

    /** A fact that could not be used. */
    record DeadLetter(int topic, int offset) {}

    /** What a partition knows of a target, or of all of them. */
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

    /** A sample of the whole fleet with the rows that it met, and the alerts that it changed. */
    record Watched(LoadSample sample, AlertRows rows, List<AlertChange> changes) {}

    /** A decision in its topic. */
    record Decided(String target, ScaleDecision decision, ScaleRule rule) {}

    /** What the pool of a region hears. */
    record Asked(GpuEvent event, long atMicros) {}

    /** What became of a request in a region. */
    record Leased(String region, LeaseDecision decision) {}

    /**
     * What a region's placement hears.
     *
     * @param partition {@link #DECIDED} for what comes from no source partition
     * @param ends true when the partition says nothing more of the tick
     * @param live false while it reads facts of the past
     * @param quiet true when nobody at all speaks in it
     * @param scaleIn null but for a target that is to run fewer replicas
     */
    record News(
            int partition,
            long tick,
            boolean ends,
            boolean live,
            boolean quiet,
            List<Residence> said,
            ScaleIn scaleIn) {
        static final int DECIDED = -1;

        static News scaleIn(String target, ScaleDecision decision) {
            ScaleIn scaleIn = new ScaleIn(
                    target + "." + decision.sequence(),
                    Sites.service(target),
                    decision.from() - decision.to(),
                    decision.to(),
                    Sites.isPool(target));
            long tick = decision.decidedAt().getEpochSecond() * Agenda.SECOND / AgentStage.TICK;
            return new News(DECIDED, tick, false, true, false, List.of(), scaleIn);
        }

        /** A part of what a partition says of a tick. */
        static News part(int partition, long tick, List<Residence> said) {
            return new News(partition, tick, false, true, false, said, null);
        }

        /** The last part. */
        static News last(int partition, long tick, boolean live, List<Residence> said) {
            return new News(partition, tick, true, live, false, said, null);
        }

        /** Nobody at all speaks in a partition. */
        static News quiet(int partition, long tick) {
            return new News(partition, tick, false, true, true, List.of(), null);
        }

        boolean decided() {
            return partition == DECIDED;
        }
    }

    /** A tick of a region's placement: what it took in, where it stands since, and what it decided. */
    record Turned(
            String region,
            PlacementInput input,
            Instant end,
            PlacementState after,
            List<PlacementDecision> decisions) {}

    /**
     * A fact of an agent's own that was applied.
     *
     * @param life true for one of its life
     * @param held what it holds from then on; null once it has ended, and for other facts
     */
    record Applied(String agentId, long epoch, long at, boolean life, Holding held) {}

    /** What an agent was paid for, thousandths of a core times microseconds; negative when it is taken back. */
    record Paid(String agentId, long amount) {}

    /** Whose use of a part of an hour, of those of a source partition. */
    record UseKey(int partition, Account account, long part) implements Comparable<UseKey> {
        @Override
        public int compareTo(UseKey other) {
            int order = Long.compare(part, other.part);
            order = order != 0 ? order : account.compareTo(other.account);
            return order != 0 ? order : Integer.compare(partition, other.partition);
        }
    }

    /**
     * What was used since a part began.
     *
     * @param coreMicros thousandths of a core times microseconds
     * @param at newest time of the partition
     */
    record Use(UseKey key, long coreMicros, long at) {}

    /** What a part of an hour costs, as it is known by then. */
    record Billed(long part, PartBill bill) {}

    /** A write at a target that the target took. */
    record Written(String target, long sequenceBefore, long sequence, int replicas) {}

    /**
     * The newest fact of an agent's life that the log holds; empty when its senders gave up each of them, from its boot on. Such
     * an agent is nobody whom the fleet can know: a sample names neither region nor service. The log is asked and no stage, or
     * one that forgets somebody would be excused by having done so.
     */
    Optional<LifecycleFact> lastWord(String agentId) {
        Log<Fact> lives = facts.get(Courier.partition(agentId) * Fact.TOPICS + Fact.LIFE);
        LifecycleFact last = null;
        for (int offset = 0; offset < lives.end(); offset++) {
            Fact fact = lives.at(offset);
            if (fact.agentId().equals(agentId) && fact.said() instanceof Fact.Life life && isNewer(life.fact(), last)) {
                last = life.fact();
            }
        }
        return Optional.ofNullable(last);
    }

    /** True for what an agent said later, in whatever order it came. */
    static boolean isNewer(LifecycleFact fact, LifecycleFact than) {
        return than == null
                || fact.epoch() > than.epoch()
                || fact.epoch() == than.epoch() && fact.sequence() > than.sequence();
    }

    private static <T> List<Log<T>> logs(int count, Supplier<Log<T>> make) {
        List<Log<T>> logs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            logs.add(make.get());
        }
        return List.copyOf(logs);
    }
}
