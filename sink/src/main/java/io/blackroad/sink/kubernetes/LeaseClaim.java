package io.blackroad.sink.kubernetes;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Duration;

/** What a process does about a lease that it sees. */
enum LeaseClaim {
    CREATE,
    TAKE,
    RENEW,
    WAIT;

    /**
     * Decides.
     *
     * @param seen the lease; null if there is none
     * @param unchanged for how long it has been seen as it is, by this process's own clock: those of others may differ
     */
    static LeaseClaim of(Lease seen, String identity, Duration unchanged) {
        if (seen == null) {
            return CREATE;
        }
        LeaseSpec spec = seen.getSpec();
        String holder = spec == null ? null : spec.getHolderIdentity();
        if (holder == null || holder.isEmpty()) {
            return TAKE;
        }
        if (holder.equals(identity)) {
            return RENEW;
        }
        Integer term = spec.getLeaseDurationSeconds();
        boolean over = term == null || unchanged.compareTo(Duration.ofSeconds(term)) > 0;
        return over ? TAKE : WAIT;
    }
}
