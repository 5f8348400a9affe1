package io.blackroad.alert;

import io.blackroad.decision.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Folds the fleet's ticks to alerts, as Prometheus does with its rules: a condition that holds makes an alert pending, one
 * that has held for long enough makes it fire, one that ends resolves it. While nobody knows whether it holds, nothing
 * changes, and that time does not count: a condition of which nothing was known for longer than {@value #GAP_SECONDS}
 * seconds begins anew. The state says what was told, so whoever restarts from it tells nothing twice and forgets nothing.
 */
public final class Alerts {
    private static final int GAP_SECONDS = 60;

    private Alerts() {}

    /**
     * Folds one tick.
     *
     * @param rules at most one a condition; conditions without one go by {@link AlertRule#DEFAULTS}
     * @param now end of the tick, event time; rises from call to call
     */
    public static Outcome<AlertsState, AlertChange> decide(
            Collection<AlertRule> rules, AlertsState before, FleetMoment fleet, Instant now) {
        Growth growth = before.growth().seen(fleet.agents(), now);
        OptionalLong hours = growth.hoursUntil(fleet.phaseAgents(), fleet.agents(), now);
        Map<String, AlertChange> last = new TreeMap<>();
        before.last().forEach(change -> last.put(change.alert(), change));
        List<AlertChange> changes = new ArrayList<>();
        Map<String, Instant> held = new TreeMap<>();
        for (AlertRule rule : withDefaults(rules)) {
            String alert = rule.condition().alert();
            Verdict verdict = Verdict.of(rule, fleet, hours);
            AlertChange known = last.get(alert);
            Instant heldAt = before.held().get(alert);
            next(rule, known, heldAt, verdict, now).ifPresent(change -> {
                last.put(change.alert(), change);
                changes.add(change);
            });
            AlertChange next = last.get(alert);
            if (next != null && next.state() == AlertChange.State.PENDING) {
                held.put(alert, verdict.truth() == Verdict.Truth.HOLDS || heldAt == null ? now : heldAt);
            }
        }
        return new Outcome<>(new AlertsState(List.copyOf(last.values()), growth, held), changes);
    }

    /** The rules in the order of their conditions, with the defaults of those that have none. */
    public static List<AlertRule> withDefaults(Collection<AlertRule> rules) {
        return AlertRule.DEFAULTS.stream()
                .map(usual -> rules.stream()
                        .filter(rule -> rule.condition() == usual.condition())
                        .findFirst()
                        .orElse(usual))
                .toList();
    }

    private static Optional<AlertChange> next(
            AlertRule rule, AlertChange known, Instant heldAt, Verdict verdict, Instant now) {
        boolean active = known != null && known.active();
        if (!rule.enabled()) {
            return active ? Optional.of(resolved(rule, known, "the alert was switched off", now)) : Optional.empty();
        }
        return switch (verdict.truth()) {
            case UNKNOWN -> Optional.empty();
            case DOES_NOT -> active ? Optional.of(resolved(rule, known, verdict.sentence(), now)) : Optional.empty();
            case HOLDS -> holds(rule, goesOn(known, heldAt, now) ? known : null, known, verdict, now);
        };
    }

    /** False when it begins: nothing may be known of whether it held in between. */
    private static boolean goesOn(AlertChange known, Instant heldAt, Instant now) {
        if (known == null || !known.active()) {
            return false;
        }
        return known.state() == AlertChange.State.FIRING
                || heldAt != null && !heldAt.plusSeconds(GAP_SECONDS).isBefore(now);
    }

    /** @param told the change that goes on; null when it begins */
    private static Optional<AlertChange> holds(
            AlertRule rule, AlertChange told, AlertChange known, Verdict verdict, Instant now) {
        Instant since = told == null ? now : told.since();
        boolean longEnough = !since.plus(rule.holdsFor()).isAfter(now);
        AlertChange.State state = longEnough ? AlertChange.State.FIRING : AlertChange.State.PENDING;
        boolean same = told != null && (told.state() == state || told.state() == AlertChange.State.FIRING);
        return same ? Optional.empty() : Optional.of(change(rule, known, state, verdict.sentence(), since, now));
    }

    private static AlertChange resolved(AlertRule rule, AlertChange known, String sentence, Instant now) {
        return change(rule, known, AlertChange.State.RESOLVED, sentence, known.since(), now);
    }

    private static AlertChange change(
            AlertRule rule, AlertChange known, AlertChange.State state, String sentence, Instant since, Instant now) {
        return new AlertChange(
                rule.condition().alert(),
                known == null ? 1 : known.sequence() + 1,
                state,
                rule.severity(),
                sentence,
                since,
                now);
    }
}
