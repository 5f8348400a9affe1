package io.blackroad.sink.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseClaimTest {
    @Test
    void aFreeLeaseIsTakenAndAnOwnOneRenewed() {
        assertThat(LeaseClaim.of(null, "me", Duration.ZERO)).isEqualTo(LeaseClaim.CREATE);
        assertThat(LeaseClaim.of(heldBy(""), "me", Duration.ZERO)).isEqualTo(LeaseClaim.TAKE);
        assertThat(LeaseClaim.of(new Lease(), "me", Duration.ZERO)).isEqualTo(LeaseClaim.TAKE);
        assertThat(LeaseClaim.of(heldBy("me"), "me", Duration.ofDays(1))).isEqualTo(LeaseClaim.RENEW);
    }

    @Test
    void anothersLeaseIsTakenOnceItWasSeenUnchangedForLongerThanItsTerm() {
        assertThat(LeaseClaim.of(heldBy("other"), "me", Duration.ofSeconds(15))).isEqualTo(LeaseClaim.WAIT);
        assertThat(LeaseClaim.of(heldBy("other"), "me", Duration.ofMillis(15_001)))
                .isEqualTo(LeaseClaim.TAKE);
    }

    private static Lease heldBy(String holder) {
        return new LeaseBuilder()
                .withNewSpec()
                .withHolderIdentity(holder)
                .withLeaseDurationSeconds(15)
                .endSpec()
                .build();
    }
}
