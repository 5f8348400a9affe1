package io.blackroad.streams.runtime;

import io.blackroad.cost.Amounts;
import io.blackroad.streams.agent.AgentTableStore;
import io.blackroad.streams.agent.AgentTables;
import io.blackroad.streams.gpu.GpuTopology;
import io.blackroad.streams.gpu.HeldLeases;
import io.blackroad.streams.query.Held;
import io.blackroad.streams.query.Keyspace;
import io.blackroad.streams.query.Partition;
import io.blackroad.streams.stored.StoredClaim;
import io.blackroad.streams.stored.StoredUse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** What agents hold and lease, as queries see it. */
final class StoredHoldings {
    private final LocalStores stores;

    StoredHoldings(LocalStores stores) {
        this.stores = stores;
    }

    /** Shows all that is held here; the partitions that were looked at. */
    Set<Partition> each(Consumer<Held> visitor) {
        Set<Integer> agents = stores.active(Keyspace.AGENT);
        for (int partition : agents) {
            AgentTableStore table = stores.store(AgentTableStore.NAME, new AgentTables(), partition);
            table.eachHeld((id, amounts, since, until) ->
                    visitor.accept(new Held(new String(id, StandardCharsets.UTF_8), "", amounts, since, until)));
        }
        Set<Integer> pools = stores.active(Keyspace.REGION);
        pools.forEach(partition -> leases(partition, visitor));
        Set<Partition> seen = new HashSet<>(StoredState.partitions(Keyspace.AGENT, agents));
        seen.addAll(StoredState.partitions(Keyspace.REGION, pools));
        return seen;
    }

    private void leases(int partition, Consumer<Held> visitor) {
        ReadOnlyKeyValueStore<String, StoredUse> uses = stores.keyValues(GpuTopology.USE_STORE, partition);
        List<StoredClaim> claims = LocalStores.drain(
                        stores.<StoredClaim>keyValues(GpuTopology.CLAIM_STORE, partition)
                                .all(),
                        Integer.MAX_VALUE)
                .stream()
                .map(entry -> entry.value)
                .toList();
        HeldLeases.each(claims, (claim, millis) -> {
            StoredUse use = uses.get(HeldLeases.useKey(claim));
            if (use != null) {
                visitor.accept(new Held(
                        claim.getAgentId(),
                        claim.getRequestId(),
                        Amounts.of(0, 0, millis),
                        claim.getAtMicros(),
                        use.getAtMicros()));
            }
        });
    }
}
