package io.blackroad.streams.runtime;

import io.blackroad.streams.agent.AgentTopology;
import io.blackroad.streams.query.Keyspace;
import io.blackroad.streams.query.Slice;
import io.blackroad.streams.query.StateUnavailableException;
import io.blackroad.streams.query.TopicBalance;
import io.blackroad.streams.stored.StoredAccount;
import io.blackroad.streams.stored.StoredLedger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * Every appended fact against what became of it: ledgers of this instance, offsets of the broker. Facts that are committed
 * and that no ledger tells of yet were applied, or the ledger would have been written (see the ledger); without them a
 * balance would stay open after a stop until the next fact of each topic.
 */
final class Balances {
    private static final long BROKER_TIMEOUT_SECONDS = 5;

    private final LocalStores stores;
    private final Admin admin;
    private final String group;

    Balances(LocalStores stores, Admin admin, String group) {
        this.stores = stores;
        this.admin = admin;
        this.group = group;
    }

    Slice<TopicBalance> balance() {
        Set<Integer> local = stores.active(Keyspace.AGENT);
        // Ledgers first: whatever is appended in between is pending.
        Map<Integer, StoredLedger> ledgers = new HashMap<>();
        for (int partition : local) {
            ledgers.put(
                    partition,
                    stores.<StoredLedger>keyValues(AgentTopology.LEDGER_STORE, partition)
                            .get(Integer.toString(partition)));
        }
        FactOffsets offsets = answer(FactOffsets.ask(admin, group, local));
        List<TopicBalance> balances = new ArrayList<>();
        for (int topic = 0; topic < AgentTopology.SOURCES.size(); topic++) {
            String name = AgentTopology.SOURCES.get(topic).name();
            TopicBalance sum = new TopicBalance(name, 0, 0, 0, 0, 0, 0);
            for (int partition : local) {
                TopicPartition at = new TopicPartition(name, partition);
                StoredAccount account = account(ledgers.get(partition), topic);
                long committed = offsets.committed().getOrDefault(at, -1L);
                sum = plus(
                        sum,
                        one(
                                name,
                                account,
                                offsets.starts().get(at),
                                committed,
                                offsets.ends().get(at)));
            }
            balances.add(sum);
        }
        return new Slice<>(balances, StoredState.partitions(Keyspace.AGENT, local));
    }

    private static StoredAccount account(StoredLedger ledger, int topic) {
        return ledger == null ? null : ledger.getTopics().get(topic);
    }

    static TopicBalance one(String topic, StoredAccount account, long start, long committed, long end) {
        if (account == null || account.getFirstOffset() < 0) {
            return new TopicBalance(topic, end - start, 0, 0, 0, 0, end - start);
        }
        long next = Math.max(account.getNextOffset(), committed);
        return new TopicBalance(
                topic,
                end - account.getFirstOffset(),
                account.getApplied() + next - account.getNextOffset(),
                account.getDuplicate(),
                account.getLate(),
                account.getDeadLettered(),
                end - next);
    }

    private static TopicBalance plus(TopicBalance a, TopicBalance b) {
        return new TopicBalance(
                a.topic(),
                a.appended() + b.appended(),
                a.applied() + b.applied(),
                a.duplicate() + b.duplicate(),
                a.late() + b.late(),
                a.deadLettered() + b.deadLettered(),
                a.pending() + b.pending());
    }

    private static FactOffsets answer(CompletionStage<FactOffsets> asked) {
        try {
            return asked.toCompletableFuture().get(BROKER_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StateUnavailableException("the broker does not tell the offsets of the agent topics: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StateUnavailableException("interrupted while asking the broker for offsets", e);
        }
    }
}
