package io.blackroad.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps books from the decisions alone, and finds every double grant and every card given away twice. */
final class Books {
    private final Map<String, Long> taken = new HashMap<>();
    private final Map<String, Lease> leases = new LinkedHashMap<>();
    private final Map<String, Waiter> waiting = new LinkedHashMap<>();
    private long epoch;

    void take(List<LeaseDecision> decisions, Map<String, GpuNode> nodes) {
        decisions.forEach(decision -> take(decision, nodes));
    }

    private void take(LeaseDecision decision, Map<String, GpuNode> nodes) {
        String key = key(decision.request());
        switch (decision.kind()) {
            case QUEUED -> {
                assertThat(leases).doesNotContainKey(key);
                Waiter waiter = new Waiter(decision.ticket(), decision.request(), decision.at());
                assertThat(waiting.put(key, waiter)).isNull();
            }
            case GRANTED -> granted(decision, key, nodes.get(decision.lease().node()));
            case RELEASED, EXPIRED -> ended(decision, key);
            case REJECTED -> assertThat(waiting).doesNotContainKey(key);
        }
    }

    private void granted(LeaseDecision decision, String key, GpuNode node) {
        Lease lease = decision.lease();
        GpuShape shape = decision.request().shape();
        waiting.remove(key);
        assertThat(leases.put(key, lease)).as("%s is granted twice", key).isNull();
        assertThat(lease.epoch()).isGreaterThan(epoch);
        epoch = lease.epoch();
        assertThat(lease.cards()).doesNotHaveDuplicates().hasSize(shape.cards());
        assertThat(shape.allows(node.model())).isTrue();
        for (int card : lease.cards()) {
            assertThat(card).isBetween(0, node.cards() - 1);
            long sum = taken.merge(node.id() + "#" + card, shape.perCard(node), Long::sum);
            assertThat(sum).as("card %s of %s", card, node.id()).isLessThanOrEqualTo(node.cardBytes());
        }
    }

    private void ended(LeaseDecision decision, String key) {
        Lease lease = leases.remove(key);
        assertThat(decision.lease()).isEqualTo(lease);
        if (lease == null) {
            assertThat(waiting.remove(key)).isNotNull();
            return;
        }
        lease.cards().forEach(card -> taken.merge(lease.node() + "#" + card, -lease.bytesPerCard(), Long::sum));
    }

    List<Lease> leases() {
        List<Lease> all = new ArrayList<>(leases.values());
        all.sort(Comparator.comparing(Lease::epoch));
        return all;
    }

    List<Waiter> waiting() {
        List<Waiter> all = new ArrayList<>(waiting.values());
        all.sort(Comparator.comparing(Waiter::ticket));
        return all;
    }

    static String key(GpuRequest request) {
        return request.agentId() + "/" + request.requestId();
    }
}
