package io.blackroad.infra.simulation;

import io.blackroad.gpu.Lease;
import io.blackroad.gpu.LeaseDecision;
import java.util.HashMap;
import java.util.Map;

/** I4 on the cards: from the log of leases alone, no card is granted beyond its memory, nothing twice, and epochs rise. */
final class GrantCheck implements Check {
    private final Log<Channels.Leased> log;
    private final Map<String, Lease> held = new HashMap<>();
    private final Map<String, Long> used = new HashMap<>();
    private final Map<String, Long> epochs = new HashMap<>();
    private int seen;

    GrantCheck(Log<Channels.Leased> log) {
        this.log = log;
    }

    @Override
    public void look() {
        for (; seen < log.end(); seen++) {
            Channels.Leased next = log.at(seen);
            LeaseDecision decision = next.decision();
            String request = next.region() + " " + decision.request().agentId() + " "
                    + decision.request().requestId();
            switch (decision.kind()) {
                case GRANTED -> grant(next.region(), request, decision.lease());
                case RELEASED, EXPIRED -> free(next.region(), held.remove(request));
                case QUEUED, REJECTED -> {}
            }
        }
    }

    private void grant(String region, String request, Lease lease) {
        long before = epochs.getOrDefault(region, 0L);
        epochs.put(region, lease.epoch());
        Lease already = held.put(request, lease);
        boolean over = false;
        for (int card : lease.cards()) {
            over |= used.merge(card(region, lease, card), lease.bytesPerCard(), Long::sum) > Nodes.CARD_BYTES;
        }
        if (over || already != null || lease.epoch() <= before) {
            throw new Violation(
                    Invariant.I4_FENCE,
                    "granted " + lease + " after epoch " + before + (over ? ", more than the card has" : "")
                            + (already == null ? "" : ", beside " + already));
        }
    }

    private void free(String region, Lease lease) {
        if (lease != null) {
            lease.cards().forEach(card -> used.merge(card(region, lease, card), -lease.bytesPerCard(), Long::sum));
        }
    }

    private static String card(String region, Lease lease, int card) {
        return region + " " + lease.node() + " " + card;
    }
}
