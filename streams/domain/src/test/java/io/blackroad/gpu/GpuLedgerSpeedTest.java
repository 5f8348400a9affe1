package io.blackroad.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How fast the ledger grants with a long queue; the speed is printed, never judged. */
class GpuLedgerSpeedTest {
    private static final long CARD = 80_000_000_000L;
    private static final int NODES = 128;
    private static final int WAITING = 50_000;
    private static final int GRANTS = 2_000;
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private final GpuPolicy policy = new GpuPolicy(64, Duration.ofDays(1), Duration.ofMinutes(15));
    private final Random random = new Random(7);
    private final Queue<Lease> held = new ArrayDeque<>();
    private GpuPool pool = GpuPool.EMPTY;
    private int asked;

    @Test
    void grantsOfFullNodesWithFiftyThousandWaiting() {
        List<GpuNode> nodes = new ArrayList<>();
        for (int number = 0; number < NODES; number++) {
            nodes.add(new GpuNode("n" + number, "h100", 8, CARD, Host.NOTHING, GpuNode.State.READY));
        }
        decide(new GpuEvent.NodesChanged(nodes));
        while (pool.waiting() < WAITING) {
            ask();
        }
        long begin = System.nanoTime();
        int granted = 0;
        while (granted < GRANTS) {
            Lease oldest = held.remove();
            granted += decide(new GpuEvent.Released(
                    oldest.request().agentId(), oldest.request().requestId()));
            while (pool.waiting() < WAITING) {
                granted += ask();
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "%d grants with %d waiting on %d cards: %.0f grants/s%n",
                granted, pool.waiting(), NODES * 8, granted / seconds);
        assertThat(pool.waiting()).isGreaterThanOrEqualTo(WAITING);
        assertThat(pool.leases()).isEqualTo(held.size());
    }

    /** Eighths of a card, whole cards, and now and then two or four of one node. */
    private int ask() {
        int kind = random.nextInt(10);
        int cards = kind == 0 ? 4 : kind == 1 ? 2 : 1;
        long bytes = cards > 1 ? CARD : CARD * (1 + random.nextInt(8)) / 8;
        asked++;
        return decide(new GpuEvent.Requested(
                new GpuRequest("agent-" + asked, "r", new GpuShape(cards, 0, bytes, List.of(), Host.NOTHING))));
    }

    private int decide(GpuEvent event) {
        var outcome = GpuLedger.decide(policy, pool, event, NOW);
        pool = outcome.state();
        int granted = 0;
        for (LeaseDecision decision : outcome.decisions()) {
            if (decision.kind() == LeaseDecision.Kind.GRANTED) {
                held.add(decision.lease());
                granted++;
            }
        }
        return granted;
    }
}
