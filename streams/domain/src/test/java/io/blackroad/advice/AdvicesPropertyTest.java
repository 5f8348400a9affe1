package io.blackroad.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.alert.AlertChange;
import io.blackroad.decision.Outcome;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AdvicesPropertyTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @Property(tries = 30)
    void whateverIsAdvisedWouldNotBeAdvisedAgainst(@ForAll long seed) {
        Random random = new Random(seed);
        Sized sized = Sized.values()[random.nextInt(3)];
        long size = sized.atLeast(1) * (1 + random.nextInt(1_000));
        int middle = random.nextInt(1_200);
        AdviceState state = AdviceState.EMPTY;
        long sequence = 0;
        for (int minute = 0; minute < 300; minute++) {
            long use = Math.max(0, middle + random.nextInt(100) - 50);
            Outcome<AdviceState, AlertChange> outcome = Advices.decide(
                    AdvicePolicy.DEFAULT,
                    state,
                    new Reading("us-east/redis", sized, use, size),
                    START.plusSeconds(60L * minute));
            state = outcome.state();
            for (AlertChange change : outcome.decisions()) {
                assertThat(change.sequence()).isEqualTo(++sequence);
            }
            if (state.active()) {
                assertThat(state.advised()).isNotEqualTo(size).isEqualTo(sized.atLeast(state.advised()));
                // Sketches are within 1 %, and a smaller size may be up to the smallest there is.
                long used = (middle + 50L) * size / state.advised();
                assertThat(used).isLessThanOrEqualTo(AdvicePolicy.DEFAULT.tightPermille());
            }
        }
    }

    @Property(tries = 20)
    void theOrderOfReadingsWithinAnHourChangesNothing(@ForAll long seed) {
        Random random = new Random(seed);
        long[] uses = random.longs(60, 0, 1_000).toArray();
        AdviceState there = AdviceState.EMPTY;
        AdviceState back = AdviceState.EMPTY;
        for (int minute = 0; minute < 60; minute++) {
            Instant now = START.plusSeconds(60L * minute);
            there = Advices.decide(AdvicePolicy.DEFAULT, there, reading(uses[minute]), now)
                    .state();
            back = Advices.decide(AdvicePolicy.DEFAULT, back, reading(uses[59 - minute]), now)
                    .state();
        }
        assertThat(back).isEqualTo(there);
    }

    private static Reading reading(long use) {
        return new Reading("us-east/redis", Sized.MEMORY, use, 2_000_000_000L);
    }
}
