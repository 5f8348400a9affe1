package io.blackroad.infra.simulation;

import io.blackroad.placement.PlacementPolicy;
import io.blackroad.placement.PlacementState;
import io.blackroad.placement.Residence;
import io.blackroad.placement.Resident;
import io.blackroad.placement.Tenant;
import io.blackroad.placement.WorkerState;
import java.util.Map;
import java.util.TreeMap;

/**
 * I7 of the placement at rest: everybody of whose life the log tells is where the placement says, on a worker that takes
 * agents, and the loads of those are as even as agents of their sizes can make them that may move: who was moved, or did not
 * go where it was told, is left alone for its cooldown, and who was named to go stays until it does. Loads are those that the
 * placement counts, whoever is lost and placed among them; {@link RestCheck} holds them to the agents. A plan that is still
 * open is another check's business.
 */
final class BalancedCheck implements Check {
    /** A rebalance begins above and below. */
    private static final int BAND_PERCENT = 20;

    private final World world;

    BalancedCheck(World world) {
        this.world = world;
    }

    @Override
    public void look() {}

    @Override
    public void atRest() {
        for (String region : Sites.PLACED) {
            PlacementState placed = world.placementStage(region).kept().placed();
            if (placed.plan().open() == 0) {
                balanced(region, placed);
            }
        }
    }

    private void balanced(String region, PlacementState placed) {
        Map<String, Long> loads = loads(placed);
        Map<String, Long> smallest = new TreeMap<>();
        for (String target : Sites.TARGETS) {
            for (Agent agent : world.target(target).agents()) {
                if (Sites.region(target).equals(region)
                        && agent.phase() == Agent.Phase.SERVING
                        && world.channels().lastWord(agent.id()).isPresent()) {
                    String home = home(placed, agent);
                    require(loads.containsKey(home), agent.id() + " belongs to " + home + ", which takes nobody");
                    long known = placed.tenant(agent.id()).orElseThrow().said().load();
                    require(known == agent.load(), agent.id() + " is a load of " + agent.load() + ", not of " + known);
                    if (mayMove(region, placed, agent)) {
                        smallest.merge(home, agent.load(), Math::min);
                    }
                }
            }
        }
        if (!loads.equals(loadsWhenLookedAt(region))) {
            // Somebody came, or was given up, and nobody was due to look since.
            return;
        }
        long total = loads.values().stream().mapToLong(load -> load).sum();
        long least = loads.values().stream().mapToLong(load -> load).min().orElse(0);
        for (Map.Entry<String, Long> each : loads.entrySet()) {
            long most = each.getValue();
            boolean within = most * loads.size() * 100 <= total * (100 + BAND_PERCENT)
                    && least * loads.size() * 100 >= total * (100 - BAND_PERCENT);
            long agent = smallest.getOrDefault(each.getKey(), 0L);
            require(
                    within || agent == 0 || most - agent < least + agent,
                    each.getKey() + " could give an agent of " + agent + ", the loads are " + loads);
        }
    }

    private static Map<String, Long> loads(PlacementState placed) {
        Map<String, Long> loads = new TreeMap<>();
        for (WorkerState worker : placed.workers()) {
            if (worker.status() == WorkerState.Status.LIVE) {
                loads.put(worker.id(), worker.load());
            }
        }
        return loads;
    }

    private Map<String, Long> loadsWhenLookedAt(String region) {
        Log<Channels.Turned> turns = world.channels().turns;
        for (int offset = turns.end() - 1; offset >= 0; offset--) {
            Channels.Turned turn = turns.at(offset);
            if (turn.region().equals(region) && turn.end().toEpochMilli() <= looked(region)) {
                return loads(turn.after());
            }
        }
        return Map.of();
    }

    /** Since then the region was due to be looked at once, milliseconds since 1970. */
    private long looked(String region) {
        return world.placementStage(region).kept().tick() * AgentStage.TICK / Agenda.MILLI
                - PlacementStage.POLICY.lookMillis();
    }

    /**
     * True for one that has said where it is, as far as its words came, is not to go, and whose cooldown is over since before the
     * region was last due to be looked at.
     */
    private boolean mayMove(String region, PlacementState placed, Agent agent) {
        PlacementPolicy policy = PlacementStage.POLICY;
        Tenant tenant = placed.tenant(agent.id()).orElseThrow();
        long since = Math.max(tenant.movedMillis(), tenant.gaveUpMillis());
        boolean rested = since == Resident.NEVER
                || looked(region) - since >= policy.rebalance().cooldownMillis();
        return rested
                && !tenant.said().worker().isEmpty()
                && tenant.goal().isEmpty()
                && tenant.said().phase() == Residence.Phase.RUNNING;
    }

    private String home(PlacementState placed, Agent agent) {
        Tenant tenant = placed.tenant(agent.id()).orElse(null);
        require(tenant != null, agent.id() + " is unknown to the placement");
        // Its word of a move may be lost; then both know nothing of it.
        String told = world.agentStages()
                .get(Courier.partition(agent.id()))
                .kept()
                .agents()
                .get(agent.id())
                .description()
                .worker();
        require(tenant.said().worker().equals(told), agent.id() + " said " + told + ", the placement knows " + tenant);
        return tenant.home();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new Violation(Invariant.I7_CONVERGENCE, what);
        }
    }
}
