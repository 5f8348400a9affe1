package io.blackroad.infra.simulation;

import io.blackroad.agent.AgentState;
import io.blackroad.agent.LifecycleFact;
import io.blackroad.agent.Lifecycles;
import io.blackroad.agent.Mark;
import io.blackroad.agent.TaskCounts;
import io.blackroad.agent.Tasks;
import io.blackroad.agent.Transitions;
import io.blackroad.agent.Verdict;
import io.blackroad.cost.Holding;
import io.blackroad.cost.Tenure;
import io.blackroad.decision.Outcome;
import io.blackroad.load.AgentSums;
import io.blackroad.load.Partial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One source partition of the agents: the domain's folds of their facts, and a partial a target at the end of a tick. */
final class AgentStage extends Stage<AgentStage.Kept> {
    static final long TICK = Agenda.SECOND;
    static final long FRESH = 3 * Agenda.SECOND;
    static final long LOST = 10 * Agenda.SECOND;
    static final long GRACE = 300 * Agenda.SECOND;
    private static final long SILENCE = 5 * Agenda.SECOND;
    private static final long MOST_LAG = 10 * Agenda.SECOND;

    private final int partition;
    private final Channels out;
    private final Bug bug;
    private final Asks asks;
    private final Uses uses;
    private final Tenures tenures;
    private final Residences residences;
    private final Surroundings around;
    private TreeMap<String, AgentState> agents = new TreeMap<>();
    private Map<String, TaskCounts> counts = new HashMap<>();
    private Tally tally = Tally.empty();
    private Map<String, Heard> heard = new HashMap<>();
    private Map<String, TaskCounts> sent = new HashMap<>();
    private long newest = Long.MIN_VALUE;
    private long appendedAt;
    private long heardAtClock;

    /** What is logged. The newest sample of an agent is not. */
    record Kept(
            SortedMap<String, AgentState> agents,
            Map<String, TaskCounts> counts,
            Tally tally,
            SortedMap<String, Asks.Open> asks,
            SortedMap<String, Tenure> tenures,
            Uses.Kept uses) {}

    /** When somebody was heard of, and its newest sample. */
    static final class Heard {
        long at = Long.MIN_VALUE;
        Mark sample = Mark.NONE;
        long sampledAt = Long.MIN_VALUE;
        int cpuUsedMillis;
    }

    AgentStage(int partition, Channels in, Channels out, Surroundings around) {
        super("agents-" + partition, in.facts.subList(partition * Fact.TOPICS, partition * Fact.TOPICS + Fact.TOPICS));
        this.partition = partition;
        this.out = out;
        this.around = around;
        this.bug = around.bug();
        this.residences = new Residences(this, partition, out, around);
        this.asks = new Asks((region, asked) -> emit(out.asked.get(region), asked));
        this.uses = new Uses(partition);
        this.tenures = new Tenures(paid -> emit(out.payments, paid), uses);
        begin();
    }

    @Override
    Kept state() {
        return new Kept(
                Collections.unmodifiableSortedMap(new TreeMap<>(agents)),
                Map.copyOf(counts),
                tally.copy(),
                asks.state(),
                tenures.state(),
                uses.state());
    }

    @Override
    Kept view() {
        return new Kept(Collections.unmodifiableSortedMap(agents), counts, tally, null, null, null);
    }

    @Override
    String touches(Object record) {
        return ((Fact) record).agentId();
    }

    /** That in which it agrees with one that never failed, of all or of one agent. */
    static Map<String, ?> standing(Kept kept, String agentId) {
        if (!agentId.isEmpty()) {
            return Collections.singletonMap(agentId, kept.agents().get(agentId));
        }
        Map<String, Object> standing = new HashMap<>(kept.agents());
        standing.putAll(kept.counts());
        return standing;
    }

    /** The facts that were taken, in the order in which they were. */
    List<Fact> read() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < history().end(); i++) {
            facts.add((Fact) taken(history().at(i)));
        }
        return facts;
    }

    /** What became of all that was read. */
    Tally tally() {
        return tally;
    }

    @Override
    boolean isAtLeastOnce() {
        return bug == Bug.AT_LEAST_ONCE;
    }

    @Override
    void restore(Kept survived) {
        agents = new TreeMap<>(survived.agents());
        counts = new HashMap<>(survived.counts());
        tally = bug == Bug.LEDGER_OUTLIVES_CRASH ? tally : survived.tally().copy();
        asks.restore(survived.asks());
        tenures.restore(survived.tenures());
        uses.restore(survived.uses());
        residences.forget();
        heard = new HashMap<>();
        newest = Long.MIN_VALUE;
    }

    @Override
    void look() {
        long now = around.clock().getAsLong();
        if (now - heardAtClock > SILENCE) {
            heardAtClock = now;
            residences.quiet(newest == Long.MIN_VALUE ? 0 : Math.floorDiv(newest, TICK));
        }
    }

    @Override
    void take(int topic, Object record) {
        Fact fact = (Fact) record;
        heardAtClock = around.clock().getAsLong();
        if (fact.said() instanceof Fact.Garbage) {
            setAside(topic);
            return;
        }
        appendedAt = fact.appendedAt();
        long occurredAt = Math.min(fact.said().occurredAt(), fact.appendedAt() + Agenda.MILLI);
        advance(occurredAt);
        Verdict verdict = apply(fact, occurredAt);
        if (verdict == null) {
            setAside(topic);
        } else {
            tally.count(topic, verdict);
        }
    }

    private void setAside(int topic) {
        if (bug != Bug.DEAD_LETTER_DROPPED) {
            emit(out.deadLetters.get(partition), new Channels.DeadLetter(topic, read(topic) - 1));
            tally.countDeadLetter(topic);
        }
    }

    /** What became of it; null when it is no step. */
    private Verdict apply(Fact fact, long occurredAt) {
        AgentState before = agents.getOrDefault(fact.agentId(), AgentState.NEW);
        if (fact.said() instanceof Fact.Life life) {
            LifecycleFact given = life.fact();
            LifecycleFact bounded =
                    new LifecycleFact(given.status(), given.description(), given.epoch(), given.sequence(), occurredAt);
            Outcome<AgentState, Verdict> outcome = Lifecycles.apply(before, bounded, newest - GRACE);
            if (outcome.decisions().get(0) == Verdict.APPLIED) {
                if (!Transitions.refusal(before, bounded).isEmpty()) {
                    return null;
                }
                put(fact.agentId(), before, outcome.state(), occurredAt);
                asks.lived(fact.agentId(), outcome.state(), occurredAt);
                residences.lived(fact.agentId(), before, outcome.state(), Math.floorDiv(newest, TICK));
                Holding holding = Tenures.holding(
                        outcome.state().status(), outcome.state().description());
                tenures.lived(fact.agentId(), bounded.epoch(), holding, paidAt(occurredAt));
                note(fact.agentId(), bounded.epoch(), occurredAt, true, holding);
            }
            return outcome.decisions().get(0);
        }
        if (fact.said() instanceof Fact.Work work) {
            Outcome<AgentState, Verdict> outcome =
                    Tasks.apply(bug == Bug.DEDUPLICATION_OFF ? forgetful(before) : before, work.fact(), newest - GRACE);
            if (outcome.decisions().get(0) == Verdict.APPLIED) {
                put(fact.agentId(), before, outcome.state(), work.fact().intake() ? Long.MIN_VALUE : occurredAt);
                if (!work.fact().intake()) {
                    word(fact.agentId(), work.fact().epoch(), occurredAt);
                }
            }
            return outcome.decisions().get(0);
        }
        if (fact.said() instanceof Fact.Sample sample) {
            Verdict verdict = sample(heard(fact.agentId()), sample, occurredAt);
            if (verdict == Verdict.APPLIED) {
                word(fact.agentId(), sample.epoch(), occurredAt);
            }
            return verdict;
        }
        return cards(fact.agentId(), before, (Fact.Cards) fact.said(), occurredAt);
    }

    /** As if none of its tasks had been heard of. */
    private static AgentState forgetful(AgentState state) {
        return new AgentState(
                state.description(),
                state.status(),
                state.lifecycle(),
                Mark.NONE,
                state.gpu(),
                state.changedAtMicros(),
                state.counts(),
                state.open(),
                List.of());
    }

    /** An agent's word is what it is paid up to. */
    private void word(String agentId, long epoch, long at) {
        tenures.heard(agentId, epoch, paidAt(at));
        note(agentId, epoch, at, false, null);
    }

    private long paidAt(long occurredAt) {
        return bug == Bug.COST_ON_PROCESSING_TIME ? around.clock().getAsLong() : occurredAt;
    }

    private void note(String agentId, long epoch, long at, boolean life, Holding held) {
        emit(out.applied, new Channels.Applied(agentId, epoch, at, life, held));
    }

    private Verdict sample(Heard of, Fact.Sample sample, long occurredAt) {
        if (!of.sample.admits(sample.epoch(), sample.sequence())) {
            return Verdict.DUPLICATE;
        }
        if (occurredAt < newest - GRACE) {
            if (bug == Bug.LATE_LOST_FROM_BILL) {
                uses.beginAnew(newest);
            }
            return Verdict.LATE;
        }
        of.sample = new Mark(sample.epoch(), sample.sequence());
        of.sampledAt = occurredAt;
        of.at = Math.max(of.at, occurredAt);
        of.cpuUsedMillis = sample.cpuUsedMillis();
        return Verdict.APPLIED;
    }

    private Verdict cards(String agentId, AgentState before, Fact.Cards said, long occurredAt) {
        if (!before.gpu().admits(said.epoch(), said.sequence())) {
            return Verdict.DUPLICATE;
        }
        if (occurredAt < newest - GRACE) {
            return Verdict.LATE;
        }
        AgentState after = before.withGpu(new Mark(said.epoch(), said.sequence()));
        put(agentId, before, after, occurredAt);
        asks.said(agentId, after, said, occurredAt);
        word(agentId, said.epoch(), occurredAt);
        return Verdict.APPLIED;
    }

    private void put(String agentId, AgentState before, AgentState after, long heardAt) {
        agents.put(agentId, after);
        Heard of = heard(agentId);
        of.at = Math.max(of.at, heardAt);
        if (after.description().known()) {
            TaskCounts since = before.description().known() ? before.counts() : TaskCounts.ZERO;
            counts.merge(after.description().target(), after.counts().minus(since), TaskCounts::plus);
        }
    }

    long heardAt(String agentId) {
        return heard(agentId).at;
    }

    private Heard heard(String agentId) {
        return heard.computeIfAbsent(agentId, any -> new Heard());
    }

    /** Moves the partition's time on; a tick that this ends goes out before the fact that ended it. */
    private void advance(long occurredAt) {
        if (newest == Long.MIN_VALUE) {
            newest = occurredAt;
            // Our own absence must not lose anyone.
            agents.keySet().forEach(id -> heard(id).at = Math.max(heard(id).at, occurredAt));
            residences.start(occurredAt);
            return;
        }
        long running = Math.floorDiv(newest, TICK);
        long next = Math.floorDiv(occurredAt, TICK);
        if (next > running) {
            tick(running + 1);
            if (next > running + 1) {
                endSilence(running + 1, next);
                tick(next);
            }
        }
        newest = Math.max(newest, occurredAt);
    }

    private void endSilence(long lastTick, long next) {
        if ((next - lastTick) * TICK > LOST - FRESH) {
            long since = lastTick * TICK - LOST;
            heard.values().stream()
                    .filter(each -> each.at >= since)
                    .forEach(each -> each.at = Math.max(each.at, next * TICK));
        }
    }

    private void tick(long tick) {
        if (follows()) {
            return;
        }
        long end = tick * TICK;
        if (bug == Bug.COST_PAST_LAST_FACT) {
            tenures.payAllTo(end);
        }
        uses.say(end, use -> emit(out.uses, use));
        asks.ticked(end, id -> heard(id).at >= end - LOST);
        residences.ticked(tick, around.clock().getAsLong() - appendedAt <= MOST_LAG, agents);
        Map<String, Sums> sums = new HashMap<>();
        agents.forEach((id, state) -> {
            if (state.description().known() && !Bug.AGENTS_NOT_COUNTED.strikes(bug, id)) {
                sums.computeIfAbsent(state.description().target(), any -> new Sums())
                        .add(state, heard(id), end);
            }
        });
        AgentSums all = AgentSums.NONE;
        for (String target : Sites.TARGETS) {
            Sums of = sums.getOrDefault(target, new Sums());
            all = all.plus(of.sums());
            Partial partial = partial(tick, of.sums(), told(target), of.cpu());
            emit(out.partials.get(Sites.partition(target)), new Channels.Sent(target, partial));
        }
        emit(out.fleet, new Channels.Sent("fleet", partial(tick, all, TaskCounts.ZERO, new int[0])));
    }

    private Partial partial(long tick, AgentSums sums, TaskCounts tasks, int[] cpu) {
        return new Partial(
                partition,
                Channels.PARTITIONS,
                tick,
                sums,
                tasks,
                cpu,
                new int[0],
                new Partial.SourceOffsets(read(Fact.METRIC), read(Fact.TASK), read(Fact.LIFE)));
    }

    private TaskCounts told(String target) {
        TaskCounts all = counts.getOrDefault(target, TaskCounts.ZERO);
        if (bug != Bug.DELTAS) {
            return all;
        }
        TaskCounts before = sent.put(target, all);
        return before == null ? all : all.minus(before);
    }
}
