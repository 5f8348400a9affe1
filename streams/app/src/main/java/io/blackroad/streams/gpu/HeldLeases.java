package io.blackroad.streams.gpu;

import io.blackroad.streams.stored.StoredClaim;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the leases of a partition take beyond what their agents pay for anyway, for queries; see {@link LeaseUse}. */
public final class HeldLeases {
    private HeldLeases() {}

    /** Gets the leases one after the other. */
    @FunctionalInterface
    public interface Visitor {
        /** A lease, and thousandths of a card that it adds to what its agent pays for. */
        void lease(StoredClaim claim, long millis);
    }

    /** Where the sums of what a lease's service uses are stored, which say up to when it is paid. */
    public static String useKey(StoredClaim claim) {
        return claim.getRegion() + "/" + claim.getService();
    }

    /** Shows all leases; of one agent's the oldest first takes what the agent pays for anyway. */
    public static void each(List<StoredClaim> claims, Visitor visitor) {
        Map<String, List<StoredClaim>> byAgent = claims.stream()
                .filter(claim ->
                        claim.getGrantedMillis() > 0 && !claim.getService().isEmpty())
                .sorted(Comparator.comparingLong(StoredClaim::getLeaseEpoch))
                .collect(Collectors.groupingBy(
                        claim -> claim.getRegion() + "/" + claim.getAgentId(), TreeMap::new, Collectors.toList()));
        byAgent.values().forEach(leases -> {
            long declared = leases.get(leases.size() - 1).getDeclaredMillis();
            for (StoredClaim lease : leases) {
                visitor.lease(lease, Math.max(0, lease.getGrantedMillis() - declared));
                declared = Math.max(0, declared - lease.getGrantedMillis());
            }
        });
    }
}
