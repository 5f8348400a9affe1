package io.blackroad.gpu;

import io.blackroad.decision.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A region in which things happen at random; the seed tells which. */
final class Region {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private static final List<String> MODELS = List.of("H100", "A100", "L4");

    final GpuPolicy policy;
    final Random random;
    final Map<String, GpuNode> everyNode = new HashMap<>();
    final Books books = new Books();
    final List<GpuNode> rows = new ArrayList<>();
    GpuPool pool = GpuPool.EMPTY;
    private int requests;
    private Instant now = START;

    Region(long seed, GpuPolicy policy) {
        this.random = new Random(seed);
        this.policy = policy;
        int size = 1 + random.nextInt(4);
        for (int number = 0; number < size; number++) {
            addNode(number);
        }
        happen(new GpuEvent.NodesChanged(rows));
    }

    Instant now() {
        return now;
    }

    /** The next event; not yet applied. */
    GpuEvent next() {
        int dice = random.nextInt(100);
        List<Lease> leases = books.leases();
        List<Waiter> waiting = books.waiting();
        if (dice < 45 || leases.isEmpty()) {
            return new GpuEvent.Requested(new GpuRequest("agent-" + random.nextInt(40), "r" + requests++, shape()));
        }
        if (dice < 88) {
            GpuRequest request = leases.get(random.nextInt(leases.size())).request();
            return new GpuEvent.Released(request.agentId(), request.requestId());
        }
        if (dice < 92 && !waiting.isEmpty()) {
            GpuRequest request = waiting.get(random.nextInt(waiting.size())).request();
            return new GpuEvent.Released(request.agentId(), request.requestId());
        }
        if (dice < 96) {
            return new GpuEvent.Gone("agent-" + random.nextInt(40), "was not heard of");
        }
        return dice < 98 ? new GpuEvent.Ticked() : changedNodes();
    }

    /** Applies an event and keeps the books. */
    List<LeaseDecision> happen(GpuEvent event) {
        now = now.plusSeconds(1);
        Outcome<GpuPool, LeaseDecision> outcome = GpuLedger.decide(policy, pool, event, now);
        pool = outcome.state();
        books.take(outcome.decisions(), everyNode);
        return outcome.decisions();
    }

    private GpuEvent changedNodes() {
        if (random.nextBoolean() && rows.size() > 1) {
            rows.remove(random.nextInt(rows.size()));
        } else {
            addNode(everyNode.size());
        }
        return new GpuEvent.NodesChanged(rows);
    }

    private void addNode(int number) {
        String model = MODELS.get(random.nextInt(MODELS.size()));
        GpuNode node = GpuNode.of("node-" + number, model, 1 << random.nextInt(4), 1_000L * (1 + random.nextInt(2)));
        everyNode.put(node.id(), node);
        rows.add(node);
    }

    private GpuShape shape() {
        List<String> models = random.nextInt(4) == 0 ? List.of(MODELS.get(random.nextInt(3))) : List.of();
        int cards = random.nextInt(3) > 0 ? 1 : 1 << random.nextInt(4);
        int tenth = 1 + random.nextInt(10);
        return random.nextBoolean()
                ? new GpuShape(cards, 100 * tenth, 0, models, Host.NOTHING)
                : new GpuShape(cards, 0, 150L * tenth, models, Host.NOTHING);
    }
}
