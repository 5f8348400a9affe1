package io.blackroad.scaling.backlog;

import io.blackroad.scaling.ParameterReader;
import io.blackroad.scaling.Signal;
import io.blackroad.scaling.formula.Formula;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters of {@code backlog}; defaults are KEDA's. Times are microseconds.
 *
 * @param letter true for {@code mode: keda}
 * @param signal what a replica has a share of, when there is no formula
 * @param formula what it is instead, over all signals; null for none
 * @param perReplicaMilli a replica's share, thousandths
 * @param activation it is active above this
 * @param cooldownMicros it stays so long after it was last active before it goes to zero
 * @param activeMinimum fewest replicas while it is active; the rule's minimum is then for idle times
 * @param fallback what is done when the metric fails
 * @param failureThreshold fallback begins after more failures than this in a row
 * @param fallbackReplicas replicas of the fallback
 * @param tolerance how far the share may be off before anything changes
 */
public record BacklogSettings(
        boolean letter,
        Signal signal,
        Formula formula,
        long perReplicaMilli,
        double activation,
        long cooldownMicros,
        int activeMinimum,
        Fallback fallback,
        int failureThreshold,
        int fallbackReplicas,
        double tolerance) {

    private static final double DAY = 86_400;
    private static final double MOST = 1e12;
    private static final int UNIT = 1_000;

    static final Map<String, Integer> PLACES = places();

    static BacklogSettings read(ParameterReader given) {
        boolean letter = given.oneOf("mode", List.of("keda", "safe"), "safe").equals("keda");
        Fallback fallback = Fallback.of(given.oneOf("fallback", Fallback.labels(), Fallback.NONE.label()));
        boolean needsReplicas = fallback != Fallback.NONE && fallback != Fallback.CURRENT;
        if (needsReplicas && !given.has("fallbackReplicas")) {
            given.fail("fallbackReplicas", "is missing; how many replicas run when the metric fails");
        }
        return new BacklogSettings(
                letter,
                Signal.of(given.oneOf("metric", Signal.labels(), Signal.QUEUED.label())),
                formula(given),
                Math.max(1, Math.round(given.decimal("perReplica", 0.001, MOST, 5) * UNIT)),
                given.decimal("activation", 0, MOST, 0),
                given.seconds("cooldownSeconds", 0, DAY, 300),
                (int) given.whole("activeMinimum", 0, 100_000, 0),
                fallback,
                (int) given.whole("failureThreshold", 0, 100_000, 3),
                (int) given.whole("fallbackReplicas", 0, 100_000, 0),
                given.decimal("tolerancePercent", 0, 100, 10) / 100);
    }

    private static Formula formula(ParameterReader given) {
        String text = given.text("formula", "");
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Formula.read(text, PLACES);
        } catch (IllegalArgumentException e) {
            given.fail("formula", e.getMessage());
            return null;
        }
    }

    private static Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        for (Signal signal : Signal.values()) {
            places.put(signal.label(), signal.ordinal());
        }
        return Map.copyOf(places);
    }
}
