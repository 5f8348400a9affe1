package io.blackroad.infra.simulation;

import io.blackroad.agent.AgentState;
import io.blackroad.gpu.GpuEvent;
import io.blackroad.gpu.GpuRequest;
import io.blackroad.gpu.GpuShape;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Who of a partition waits for GPU or holds some, and what the pools hear of them. */
final class Asks {
    private final BiConsumer<Integer, Channels.Asked> pools;
    private TreeMap<String, Open> open = new TreeMap<>();

    /**
     * What an agent asked for in one boot.
     *
     * @param region number of its region; -1 while it is unknown
     */
    record Open(long epoch, int region, SortedMap<String, GpuShape> requests) {}

    Asks(BiConsumer<Integer, Channels.Asked> pools) {
        this.pools = pools;
    }

    SortedMap<String, Open> state() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(open));
    }

    void restore(SortedMap<String, Open> survived) {
        open = new TreeMap<>(survived);
    }

    void said(String agentId, AgentState agent, Fact.Cards said, long at) {
        Open before = ofBoot(agentId, said.epoch(), at);
        TreeMap<String, GpuShape> requests = new TreeMap<>();
        if (before != null) {
            requests.putAll(before.requests());
        }
        int region = before == null ? regionOf(agent) : before.region();
        if (said.shape() != null) {
            requests.put(said.requestId(), said.shape());
            put(agentId, new Open(said.epoch(), region, requests));
            tell(region, new GpuEvent.Requested(new GpuRequest(agentId, said.requestId(), said.shape())), at);
        } else if (requests.remove(said.requestId()) != null) {
            put(agentId, new Open(said.epoch(), region, requests));
            tell(region, new GpuEvent.Released(agentId, said.requestId()), at);
        }
    }

    void lived(String agentId, AgentState agent, long at) {
        if (!agent.status().alive()) {
            gone(agentId, "has ended", at);
            return;
        }
        Open asks = ofBoot(agentId, agent.lifecycle().epoch(), at);
        int region = regionOf(agent);
        if (asks == null || asks.region() == region) {
            return;
        }
        tell(asks.region(), new GpuEvent.Gone(agentId, "has moved"), at);
        open.put(agentId, new Open(asks.epoch(), region, asks.requests()));
        asks.requests()
                .forEach((id, shape) -> tell(region, new GpuEvent.Requested(new GpuRequest(agentId, id, shape)), at));
    }

    void ticked(long end, Predicate<String> heard) {
        for (String agentId : List.copyOf(open.keySet())) {
            if (!heard.test(agentId)) {
                gone(agentId, "was not heard of", end);
            }
        }
        for (int region = 0; region < Sites.REGIONS.size(); region++) {
            tell(region, new GpuEvent.Ticked(), end);
        }
    }

    private Open ofBoot(String agentId, long epoch, long at) {
        Open asks = open.get(agentId);
        if (asks != null && asks.epoch() < epoch) {
            gone(agentId, "has booted anew", at);
            return null;
        }
        return asks;
    }

    private void gone(String agentId, String reason, long at) {
        Open asks = open.remove(agentId);
        if (asks != null) {
            tell(asks.region(), new GpuEvent.Gone(agentId, reason), at);
        }
    }

    private void put(String agentId, Open asks) {
        if (asks.requests().isEmpty()) {
            open.remove(agentId);
        } else {
            open.put(agentId, asks);
        }
    }

    private void tell(int region, GpuEvent event, long at) {
        if (region >= 0) {
            pools.accept(region, new Channels.Asked(event, at));
        }
    }

    private static int regionOf(AgentState agent) {
        return Sites.REGIONS.indexOf(agent.description().region());
    }
}
