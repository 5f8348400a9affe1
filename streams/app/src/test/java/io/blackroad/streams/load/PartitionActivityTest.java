package io.blackroad.streams.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class PartitionActivityTest {
    private static final String TARGET = "us-east/worker";

    private final PartitionActivity activity = new PartitionActivity(2_000);

    @Test
    void beforeAnythingIsHeardEveryPartitionIsWaitedFor() {
        IntPredicate holdsBack = activity.holdingBack(TARGET, 1_000_000);
        assertThat(holdsBack.test(0)).isTrue();
        assertThat(holdsBack.test(7)).isTrue();
    }

    @Test
    void aPartitionIsWaitedForUntilItWasSilentForTheIdleTime() {
        activity.hear(TARGET, 0, 1_000);
        assertThat(activity.holdingBack(TARGET, 2_999).test(0)).isTrue();
        assertThat(activity.holdingBack(TARGET, 3_000).test(0)).isFalse();
        activity.hear(TARGET, 0, 3_000);
        assertThat(activity.holdingBack(TARGET, 4_999).test(0)).isTrue();
    }

    @Test
    void aPartitionThatNeverSpokeIsWaitedForFromTheFirstWordOfAnother() {
        activity.hear(TARGET, 0, 1_000);
        activity.hear(TARGET, 0, 2_500);
        assertThat(activity.holdingBack(TARGET, 2_999).test(1)).isTrue();
        assertThat(activity.holdingBack(TARGET, 3_000).test(1)).isFalse();
        assertThat(activity.holdingBack(TARGET, 3_000).test(0)).isTrue();
    }

    @Test
    void targetsAreJudgedApart() {
        activity.hear("us-east/api", 0, 1_000);
        activity.hear(TARGET, 0, 9_000);
        assertThat(activity.holdingBack("us-east/api", 9_000).test(0)).isFalse();
        assertThat(activity.holdingBack(TARGET, 9_000).test(0)).isTrue();
    }
}
