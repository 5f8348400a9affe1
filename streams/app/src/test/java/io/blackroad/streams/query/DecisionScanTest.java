package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.Direction;
import io.blackroad.schema.ScaleDecided;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scanning logs of random targets gives what sorting all their decisions gives. */
class DecisionScanTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void pagesAreSlicesOfTheSortedWhole(long seed) {
        Random random = new Random(seed);
        FakeFleet fleet = new FakeFleet("a");
        for (int number = 0; number < 4; number++) {
            fill(fleet, new TargetKey("region-" + random.nextInt(3), "service-" + number), random);
        }
        boolean holds = random.nextBoolean();
        Instant since = random.nextBoolean() ? null : Facts.NOON.minusSeconds(random.nextInt(200));
        List<ScaleDecided> expected = fleet.decisions.values().stream()
                .flatMap(log -> log.values().stream())
                .filter(decision -> holds || decision.getDirection() != Direction.HOLD)
                .filter(decision -> since == null || !decision.getDecidedAt().isBefore(since))
                .sorted(Comparator.comparing(DecisionKey::of))
                .toList();
        try (FakeInstance alone = new FakeInstance(fleet, "a")) {
            List<ScaleDecided> walked = new ArrayList<>();
            DecisionKey after = null;
            while (true) {
                int limit = 1 + random.nextInt(100);
                List<ScaleDecided> page =
                        new DecisionScan(alone.state, after, since, holds).first(fleet.decisions.keySet(), limit);
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                walked.addAll(page);
                if (page.size() < limit) {
                    break;
                }
                after = DecisionKey.of(page.get(page.size() - 1));
            }
            assertThat(walked).isEqualTo(expected);
        }
    }

    /** Logs begin anywhere, because old decisions expire, and share ticks with each other. */
    private static void fill(FakeFleet fleet, TargetKey target, Random random) {
        long sequence = 1 + random.nextInt(50);
        Instant at = Facts.NOON.minusSeconds(400);
        int count = random.nextInt(250);
        for (int index = 0; index < count; index++) {
            at = at.plusSeconds(1 + random.nextInt(3));
            Direction direction = random.nextInt(3) == 0 ? Direction.UP : Direction.HOLD;
            fleet.add(Facts.decision(target, sequence++, at, direction));
        }
    }
}
