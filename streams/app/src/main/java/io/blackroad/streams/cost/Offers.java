package io.blackroad.streams.cost;

import io.blackroad.cost.Amounts;
import io.blackroad.cost.Parts;
import java.util.Map;

/**
 * Adds up what the nodes of each region offer over event time. Rows of nodes are not ordered against the facts: what a
 * row says is offered from the event time at which it is seen.
 */
final class Offers {
    /** After a longer time without any fact nodes are paid for from the next fact on: nobody knows what stood in between. */
    private static final long LONGEST_GAP_MICROS = 7L * 24 * 3_600 * 1_000_000;

    private final CostClock clock;
    private final PartLedger ledger;

    Offers(CostClock clock, PartLedger ledger) {
        this.clock = clock;
        this.ledger = ledger;
    }

    /** Adds up until the newest event time; from then on this is offered. */
    void advance(Parts parts, Map<String, Amounts> now) {
        long from = clock.offeredUntilMicros();
        long to = clock.newestMicros();
        Map<String, Amounts> standing = clock.neverOffered() ? now : clock.offered();
        if (to - from <= LONGEST_GAP_MICROS) {
            for (long at = from; at < to; at = parts.end(at)) {
                long micros = Math.min(to, parts.end(at)) - at;
                ledger.offer(parts.begin(at), standing, micros);
                clock.rateFrom(parts.begin(at));
            }
        }
        clock.offer(now);
    }
}
