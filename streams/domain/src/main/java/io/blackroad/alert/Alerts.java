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
 * changes. The state says what was told, so whoever restarts from it tells nothing twice and forgets nothing.
 */
public final class Alerts {
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
        for (AlertRule rule : withDefaults(rules)) {
            AlertChange known = last.get(rule.condition().alert());
            next(rule, known, Verdict.of(rule, fleet, hours), now).ifPresent(change -> {
                last.put(change.alert(), change);
                changes.add(change);
            });
        }
        AlertsState after = changes.isEmpty() && growth.equals(before.growth())
                ? before
                : new AlertsState(List.copyOf(last.values()), growth);
        return new Outcome<>(after, changes);
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

    private static Optional<AlertChange> next(AlertRule rule, AlertChange known, Verdict verdict, Instant now) {
        boolean active = known != null && known.active();
        if (!rule.enabled()) {
            return active ? Optional.of(resolved(rule, known, "the alert was switched off", now)) : Optional.empty();
        }
        return switch (verdict.truth()) {
            case UNKNOWN -> Optional.empty();
            case DOES_NOT -> active ? Optional.of(resolved(rule, known, verdict.sentence(), now)) : Optional.empty();
            case HOLDS -> holds(rule, known, active ? known.since() : now, verdict.sentence(), now);
        };
    }

    private static Optional<AlertChange> holds(
            AlertRule rule, AlertChange known, Instant since, String sentence, Instant now) {
        boolean longEnough = !since.plus(rule.holdsFor()).isAfter(now);
        AlertChange.State state = longEnough ? AlertChange.State.FIRING : AlertChange.State.PENDING;
        boolean told = known != null
                && known.active()
                && (known.state() == state || known.state() == AlertChange.State.FIRING);
        return told ? Optional.empty() : Optional.of(change(rule, known, state, sentence, since, now));
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
