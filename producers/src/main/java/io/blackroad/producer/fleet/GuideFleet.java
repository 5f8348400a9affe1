package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.InvalidSettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Shares out a number of agents over the guide's three services. Replicas start low in their bounds (about 9 api, 20
 * worker and 4 gpu in a region), so that a load of three times as much can be answered; agents per replica follow.
 */
final class GuideFleet {
    private static final List<String> REGIONS = List.of("us-east", "eu-west", "ap-south");
    private static final int API_MIN = 5;
    private static final int WORKER_MIN = 10;
    private static final int GPU_MIN = 2;
    private static final int REGION_MIN = API_MIN + WORKER_MIN + GPU_MIN;
    private static final int REGION_USUAL = 33;
    private static final int REGION_MAX = 40;
    private static final double API_SHARE = 0.27;
    private static final double GPU_SHARE = 0.12;

    /** The guide's last phase: 150 nodes of 8 cores and 32 GB for 30,000 agents. */
    private static final int AGENT_CPU_MILLIS = 40;

    private static final long AGENT_MEMORY_BYTES = 128L << 20;
    private static final int GPU_NODE_MILLIS = 1_000;

    private GuideFleet() {}

    static FleetPlan of(int agents, Duration startDelay) {
        if (agents < REGION_MIN) {
            InvalidSettingsException.throwIfAny(
                    "fleet of " + agents + " agents",
                    List.of("the guide's services run at least " + API_MIN + " + " + WORKER_MIN + " + " + GPU_MIN
                            + " replicas of one agent, so ask for " + REGION_MIN + " or more"));
        }
        int regions = Math.min(REGIONS.size(), agents / REGION_MIN);
        int perReplica = agentsPerReplica(agents, regions);
        int replicas = Math.max(REGION_MIN * regions, Math.round((float) agents / perReplica));
        List<TargetPlan> targets = new ArrayList<>();
        for (int i = 0; i < regions; i++) {
            int here = replicas / regions + (i < replicas % regions ? 1 : 0);
            addRegion(targets, REGIONS.get(i), here, perReplica, startDelay);
        }
        return new FleetPlan(targets);
    }

    /** A divisor of the agents, so that their number is met exactly, if one gives a fitting number of replicas. */
    private static int agentsPerReplica(int agents, int regions) {
        int usual = REGION_USUAL * regions;
        int best = 0;
        for (int each = 1; each * REGION_MIN * regions <= agents; each++) {
            int replicas = agents / each;
            boolean fits = agents % each == 0 && replicas <= REGION_MAX * regions;
            if (fits && (best == 0 || Math.abs(replicas - usual) < Math.abs(agents / best - usual))) {
                best = each;
            }
        }
        return best > 0 ? best : Math.max(1, Math.round((float) agents / usual));
    }

    private static void addRegion(
            List<TargetPlan> targets, String region, int replicas, int agentsEach, Duration startDelay) {
        int api = Math.max(API_MIN, (int) Math.round(replicas * API_SHARE));
        int gpu = Math.max(GPU_MIN, (int) Math.round(replicas * GPU_SHARE));
        int worker = replicas - api - gpu;
        int gpuMillis = Math.max(1, GPU_NODE_MILLIS / agentsEach);
        targets.add(target(region, "api", "API Pods", api, API_MIN, agentsEach, 0, startDelay));
        targets.add(target(region, "worker", "Worker Pods", worker, WORKER_MIN, agentsEach, 0, startDelay));
        targets.add(target(region, "gpu", "GPU Nodes", gpu, GPU_MIN, agentsEach, gpuMillis, startDelay));
    }

    private static TargetPlan target(
            String region,
            String service,
            String displayName,
            int replicas,
            int min,
            int agentsEach,
            int gpuMillis,
            Duration startDelay) {
        return new TargetPlan(
                region,
                service,
                displayName,
                replicas,
                min,
                agentsEach,
                AGENT_CPU_MILLIS,
                AGENT_MEMORY_BYTES,
                gpuMillis,
                "llama3.2",
                startDelay);
    }
}
