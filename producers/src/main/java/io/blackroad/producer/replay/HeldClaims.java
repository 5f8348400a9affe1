package io.blackroad.producer.replay;

import io.blackroad.producer.sdk.Agent;
import io.blackroad.producer.sdk.AgentClient;
import io.blackroad.producer.sdk.AgentDescription;
import io.blackroad.producer.sdk.GpuRequest;
import io.blackroad.producer.sdk.MetricSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Agents that a replay wakes for the claims of a trace: each holds what its claim says until the claim's end. */
final class HeldClaims {
    private final AgentClient client;
    private final PriorityQueue<Held> held = new PriorityQueue<>(Comparator.comparingLong(Held::untilMicros));

    private record Held(Agent agent, List<GpuRequest> gpu, long untilMicros) {}

    HeldClaims(AgentClient client) {
        this.client = client;
    }

    /** Wakes an agent that holds the claim from now on. */
    void hold(String id, String region, String service, TraceClaim claim, long nowMicros) {
        Agent agent = client.wake(AgentDescription.of(id, region, service)
                .requesting(claim.cpuMillis(), claim.memoryBytes(), claim.cards() * claim.gpuMillis()));
        agent.sample(MetricSample.of(claim.cpuMillis(), claim.memoryBytes()));
        List<GpuRequest> gpu = new ArrayList<>();
        if (claim.cards() > 0) {
            gpu.add(new GpuRequest(id, claim.cards(), claim.gpuMillis(), 0, claim.models()));
        }
        gpu.forEach(agent::requestGpu);
        held.add(new Held(agent, gpu, nowMicros + claim.micros()));
    }

    /** When the first of them ends, by the trace's time; never while there is none. */
    long nextEndMicros() {
        return held.isEmpty() ? Long.MAX_VALUE : held.peek().untilMicros();
    }

    /** Ends the one that ends first. */
    void endNext() {
        Held ended = held.remove();
        ended.gpu().forEach(ended.agent()::releaseGpu);
        ended.agent().stop();
    }

    /** Ends them all, before their time. */
    void endAll() {
        while (!held.isEmpty()) {
            endNext();
        }
    }
}
