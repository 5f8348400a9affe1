package io.blackroad.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.decision.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AlertsPropertyTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    /** A fleet whose numbers wander over the thresholds. */
    private static FleetMoment fleet(Random random) {
        int agents = random.nextInt(4) == 0 ? 30_000 : 20_000 + random.nextInt(8_000);
        boolean known = random.nextInt(10) > 0;
        return new FleetMoment(
                agents,
                known ? "scale" : "",
                known ? 30_000 : 0,
                9_990 + random.nextInt(20),
                known ? agents : 0,
                known ? 0 : agents,
                known ? random.nextInt(600) : 0,
                known ? 1_000 : 0);
    }

    private static List<AlertRule> rules(int holdsForSeconds) {
        return AlertRule.DEFAULTS.stream()
                .map(rule -> new AlertRule(
                        rule.condition(), rule.threshold(), Duration.ofSeconds(holdsForSeconds), rule.severity(), true))
                .toList();
    }

    @Property(tries = 50)
    void statesFollowOneAnotherAndAreNumberedWithoutAGap(@ForAll long seed, @ForAll @IntRange(max = 8) int holdsFor) {
        Random random = new Random(seed);
        AlertsState state = AlertsState.EMPTY;
        Map<String, AlertChange> last = new TreeMap<>();
        for (int second = 0; second < 200; second++) {
            Outcome<AlertsState, AlertChange> outcome =
                    Alerts.decide(rules(holdsFor), state, fleet(random), START.plusSeconds(second));
            state = outcome.state();
            for (AlertChange change : outcome.decisions()) {
                AlertChange before = last.put(change.alert(), change);
                assertThat(change.sequence()).isEqualTo(before == null ? 1 : before.sequence() + 1);
                assertThat(follows(before, change))
                        .as("%s after %s", change, before)
                        .isTrue();
                if (change.state() == AlertChange.State.FIRING) {
                    assertThat(Duration.between(change.since(), change.at()))
                            .isGreaterThanOrEqualTo(Duration.ofSeconds(holdsFor));
                }
            }
            assertThat(state.last()).containsExactlyElementsOf(last.values());
        }
    }

    private static boolean follows(AlertChange before, AlertChange change) {
        boolean active = before != null && before.active();
        return switch (change.state()) {
            case PENDING -> !active;
            case FIRING -> !active || before.state() == AlertChange.State.PENDING;
            case RESOLVED -> active;
        };
    }

    /** Said anew, by counting ticks: the condition held at each of the last so many. */
    @Property(tries = 50)
    void theBacklogFiresExactlyWhenItHeldForSoLong(@ForAll long seed, @ForAll @IntRange(max = 8) int holdsFor) {
        Random random = new Random(seed);
        AlertsState state = AlertsState.EMPTY;
        int held = 0;
        for (int second = 0; second < 200; second++) {
            FleetMoment fleet = fleet(random);
            held = fleet.queued() > 10_000 ? held + 1 : 0;
            state = Alerts.decide(rules(holdsFor), state, fleet, START.plusSeconds(second))
                    .state();
            boolean fires = state.last(Condition.TASK_QUEUE_BACKLOG.alert())
                    .filter(change -> change.state() == AlertChange.State.FIRING)
                    .isPresent();
            assertThat(fires).isEqualTo(held > holdsFor);
        }
    }

    @Property(tries = 25)
    void aTickThatIsFoldedAgainFromTheStateBeforeSaysTheSame(@ForAll long seed) {
        Random random = new Random(seed);
        AlertsState state = AlertsState.EMPTY;
        for (int second = 0; second < 100; second++) {
            FleetMoment fleet = fleet(random);
            List<AlertRule> shuffled = new ArrayList<>(rules(3));
            java.util.Collections.shuffle(shuffled, random);
            Outcome<AlertsState, AlertChange> once = Alerts.decide(rules(3), state, fleet, START.plusSeconds(second));
            assertThat(Alerts.decide(shuffled, state, fleet, START.plusSeconds(second)))
                    .isEqualTo(once);
            state = once.state();
        }
    }
}
