package io.blackroad.infra.simulation;

import io.blackroad.alert.AlertChange;
import io.blackroad.alert.AlertChange.State;
import io.blackroad.alert.AlertRule;
import io.blackroad.alert.Alerts;
import io.blackroad.load.AgentSums;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Alerts are told once and in order, and by event time: pending from the first tick of which it is known that the
 * condition holds, firing once it has held for so long, resolved at the first tick at which it does not. Reckoned anew from the
 * fleet's samples, each of which is there once, by somebody who never crashes.
 */
final class AlertCheck implements Check {
    /** Of a condition of which nothing was known for longer nobody can say that it has held. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(60);

    private static final long HOUR_TICKS = 3_600 * Agenda.SECOND / AgentStage.TICK;
    private static final long LEAST_HOURS = 6;
    private static final long MOST_HOURS = 24;

    private final Log<Channels.Watched> watched;
    private final AlertStage stage;
    private final Map<String, Watch> watches = new TreeMap<>();
    private final TreeMap<Long, Integer> agentsAtHour = new TreeMap<>();
    private long tick;
    private int seen;

    /** An alert: what was told last, since when the condition holds, and when it was last seen to. */
    private static final class Watch {
        private State told = State.RESOLVED;
        private Instant since = Instant.MIN;
        private Instant held = Instant.MIN;
        private long sequence;
    }

    /** What must be told. */
    private record Due(String alert, long sequence, State state, Instant since, Instant at) {
        static Due of(AlertChange change) {
            return new Due(change.alert(), change.sequence(), change.state(), change.since(), change.at());
        }
    }

    AlertCheck(Log<Channels.Watched> watched, AlertStage stage) {
        this.watched = watched;
        this.stage = stage;
    }

    @Override
    public void look() {
        for (; seen < watched.end(); seen++) {
            Channels.Watched next = watched.at(seen);
            require(
                    next.sample().sequence() == seen + 1 && next.sample().tick() > tick,
                    "sample " + next.sample().sequence() + " of tick "
                            + next.sample().tick() + " is the one of place " + (seen + 1) + " after tick " + tick);
            tick = next.sample().tick();
            agentsAtHour.putIfAbsent(tick / HOUR_TICKS, next.sample().sums().agents());
            List<Due> due = due(next);
            List<Due> told = next.changes().stream().map(Due::of).toList();
            require(told.equals(due), "at tick " + tick + " told " + told + ", and due is " + due);
        }
    }

    @Override
    public void atRest() {
        look();
        watches.forEach((alert, watch) -> {
            AlertChange kept = stage.kept().alerts().last(alert).orElse(null);
            boolean same = kept == null
                    ? watch.sequence == 0
                    : kept.sequence() == watch.sequence && kept.state() == watch.told;
            require(same, alert + " is " + kept + ", told last was number " + watch.sequence + ", " + watch.told);
        });
    }

    private List<Due> due(Channels.Watched next) {
        List<Due> due = new ArrayList<>();
        Instant now = LoadStage.instant(tick * AgentStage.TICK);
        for (AlertRule rule : Alerts.withDefaults(next.rows().rules())) {
            Watch watch = watches.computeIfAbsent(rule.condition().alert(), any -> new Watch());
            Boolean holds = rule.enabled() ? holds(rule, next) : Boolean.FALSE;
            boolean changed = holds != null && (holds ? holds(watch, rule, now) : ends(watch));
            if (changed) {
                due.add(new Due(rule.condition().alert(), ++watch.sequence, watch.told, watch.since, now));
            }
        }
        return due;
    }

    private static boolean holds(Watch watch, AlertRule rule, Instant now) {
        boolean begins = watch.told == State.RESOLVED
                || watch.told == State.PENDING && now.isAfter(watch.held.plus(LONGEST_GAP));
        watch.since = begins ? now : watch.since;
        watch.held = now;
        boolean fires = watch.told == State.FIRING || !now.isBefore(watch.since.plus(rule.holdsFor()));
        State before = watch.told;
        watch.told = fires ? State.FIRING : State.PENDING;
        return begins || watch.told != before;
    }

    private static boolean ends(Watch watch) {
        boolean active = watch.told != State.RESOLVED;
        watch.told = State.RESOLVED;
        return active;
    }

    /** Null while nobody knows. */
    private Boolean holds(AlertRule rule, Channels.Watched next) {
        AgentSums sums = next.sample().sums();
        long percent = sums.agents() * 100L;
        int phase = next.rows().phaseAgents();
        return switch (rule.condition()) {
            case AGENT_COUNT_LOW -> phase == 0 ? null : Boolean.valueOf(percent < phase * rule.threshold());
            case PHASE_NEARLY_FULL -> phase == 0 ? null : Boolean.valueOf(percent >= phase * rule.threshold());
            case PHASE_FULL_SOON -> phase == 0 ? null : Boolean.valueOf(isFullSoon(rule, sums.agents(), phase));
            case TASK_QUEUE_BACKLOG -> sums.queued() > rule.threshold();
            // Nobody says how much of a GPU is used.
            case GPU_UTILIZATION_LOW -> sums.missing() > sums.fresh() ? null : Boolean.FALSE;
        };
    }

    private boolean isFullSoon(AlertRule rule, int agents, int phase) {
        long hour = tick / HOUR_TICKS;
        Map.Entry<Long, Integer> oldest = agentsAtHour.ceilingEntry(hour - MOST_HOURS);
        long hours = hour - oldest.getKey();
        long grown = agents - oldest.getValue();
        return hours >= LEAST_HOURS && grown > 0 && Math.max(0, phase - agents) * hours <= rule.threshold() * grown;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new Violation(Invariant.ALERTS, what);
        }
    }
}
