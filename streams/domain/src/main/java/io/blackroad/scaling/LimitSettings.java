package io.blackroad.scaling;

/**
 * What stands around the parts of a rule, in the order in which it works. Times are microseconds of event time, 0 is off.
 *
 * @param periodMicros the rule is evaluated once in this time; 0 at each tick
 * @param deadSourceMicros how long signals that contradict each other hold a scale-down
 * @param missingPercent more agents than this without a fresh sample hold a scale-down; 100 is off
 * @param toleranceUpPermille a scale-up by less than this share of the replicas is not worth it
 * @param toleranceDownPermille the same for a scale-down
 * @param up stabilisation and rates of scale-ups
 * @param down stabilisation and rates of scale-downs
 * @param exactRates true counts percents in whole numbers; false in floating point, as Kubernetes does
 * @param cooldownUpMicros no scale-up within this time after a change
 * @param cooldownDownMicros no scale-down within this time after a change
 * @param watchMicros no scale-down before fresh samples came for this long without a break
 * @param hourNanoDollars most that the replicas may cost an hour
 * @param monthNanoDollars most that they may cost a calendar month, UTC
 * @param oscillation damp changes that go back and forth
 * @param fleetChangesPerMinute changes that the targets decided in the same place may make in a minute
 * @param futileChanges so many scale-ups in a row that did not help hold the next
 */
public record LimitSettings(
        long periodMicros,
        long deadSourceMicros,
        int missingPercent,
        int toleranceUpPermille,
        int toleranceDownPermille,
        Behavior up,
        Behavior down,
        boolean exactRates,
        long cooldownUpMicros,
        long cooldownDownMicros,
        long watchMicros,
        long hourNanoDollars,
        long monthNanoDollars,
        boolean oscillation,
        int fleetChangesPerMinute,
        int futileChanges) {

    /** Nothing but the rule's own bounds, pauses and confirmation. */
    public static final LimitSettings NONE =
            new LimitSettings(0, 0, 100, 0, 0, Behavior.FREE, Behavior.FREE, true, 0, 0, 0, 0, 0, false, 0, 0);
}
