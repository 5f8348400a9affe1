package io.blackroad.infra.simulation;

import io.blackroad.agent.AgentDescription;
import io.blackroad.agent.AgentStatus;
import io.blackroad.cost.Holding;
import io.blackroad.cost.Tenure;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What the agents of a partition are paid for, by the domain's own fold, and what was paid. */
final class Tenures {
    private final Consumer<Channels.Paid> payments;
    private final Uses uses;
    private TreeMap<String, Tenure> tenures = new TreeMap<>();

    Tenures(Consumer<Channels.Paid> payments, Uses uses) {
        this.payments = payments;
        this.uses = uses;
    }

    SortedMap<String, Tenure> state() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(tenures));
    }

    void restore(SortedMap<String, Tenure> survived) {
        tenures = new TreeMap<>(survived);
    }

    void lived(String agentId, long epoch, Holding holding, long at) {
        tenures.put(agentId, tenure(agentId).lived(epoch, holding, at, paidBy(agentId)));
    }

    void heard(String agentId, long epoch, long at) {
        Tenure before = tenure(agentId);
        if (before != Tenure.NONE) {
            tenures.put(agentId, before.heard(epoch, at, paidBy(agentId)));
        }
    }

    /** Word that nobody gave: everybody is paid to this moment. */
    void payAllTo(long at) {
        for (String agentId : state().keySet()) {
            heard(agentId, tenure(agentId).now().epoch(), at);
        }
    }

    /** What an agent in this state holds; null when it has ended. */
    static Holding holding(AgentStatus status, AgentDescription said) {
        boolean works = status == AgentStatus.IDLE || status == AgentStatus.BUSY;
        return status.alive()
                ? new Holding(
                        said.region(), said.service(), !works, said.cpuMillis(), said.memoryBytes(), said.gpuMillis())
                : null;
    }

    private Tenure tenure(String agentId) {
        return tenures.getOrDefault(agentId, Tenure.NONE);
    }

    private Tenure.Payments paidBy(String agentId) {
        return (holding, from, to, sign) -> {
            payments.accept(new Channels.Paid(agentId, sign * (to - from) * holding.cpuMillis()));
            uses.add(holding, from, to, sign);
        };
    }
}
