package io.blackroad.infra.system.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.system.soak.Blow.Kind;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Faults follow from their seed, all kinds come, and everybody is spared for half of the run. */
class BlowTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration APART = Duration.ofMinutes(3);

    private static List<Blow> plan(long seed) {
        return Blow.plan(seed, HOUR, APART, 2, 3);
    }

    @Test
    void aSeedIsOnePlan() {
        assertThat(plan(1)).isEqualTo(plan(1)).isNotEqualTo(plan(2));
    }

    @Test
    void allKindsComeAndThereIsTimeBetweenThem() {
        LongStream.range(0, 100).mapToObj(BlowTest::plan).forEach(plan -> {
            assertThat(plan).extracting(Blow::kind).contains(Kind.values());
            assertThat(plan).hasSizeBetween(13, 29);
            for (int i = 1; i < plan.size(); i++) {
                assertThat(plan.get(i).at().minus(plan.get(i - 1).at())).isGreaterThanOrEqualTo(Duration.ofMinutes(2));
            }
            assertThat(plan.get(plan.size() - 1).at()).isLessThanOrEqualTo(HOUR.minus(APART));
        });
    }

    @Test
    void whoeverIsKilledInOneHalfLivesThroughTheOther() {
        LongStream.range(0, 100).mapToObj(BlowTest::plan).forEach(plan -> {
            for (Kind kind : List.of(Kind.KILL_INSTANCE, Kind.KILL_BROKER)) {
                List<Integer> late = victims(plan, kind, false);
                assertThat(victims(plan, kind, true)).noneMatch(late::contains);
            }
        });
    }

    private static List<Integer> victims(List<Blow> plan, Kind kind, boolean early) {
        return plan.stream()
                .filter(blow -> blow.kind() == kind)
                .filter(blow -> blow.at().multipliedBy(2).compareTo(HOUR) < 0 == early)
                .map(Blow::victim)
                .toList();
    }
}
