package io.blackroad.placement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plays a rebalance to its end on paper: plans a round, carries out its moves at once, waits, and plans the next. Says
 * what it would take before anything is moved.
 */
public final class RebalanceRounds {
    private final RebalancePolicy policy;
    private final long everyMillis;

    /** Rounds that are this far apart, milliseconds. */
    public RebalanceRounds(RebalancePolicy policy, long everyMillis) {
        this.policy = policy;
        this.everyMillis = everyMillis;
    }

    /** Every round until one has no moves, at most {@code rounds} of them; they begin at time 0. */
    public List<Round> play(List<Worker> workers, int rounds) {
        List<Round> played = new ArrayList<>();
        List<Worker> now = workers;
        boolean unfinished = false;
        for (int round = 0; round < rounds; round++) {
            RebalancePlan plan = Rebalance.plan(now, policy, unfinished, round * everyMillis);
            if (plan.moves().isEmpty()) {
                break;
            }
            unfinished = plan.unfinished();
            now = moved(now, plan.moves(), round * everyMillis);
            played.add(new Round(round * everyMillis, plan, now));
        }
        return played;
    }

    /** Workers after some moves. */
    public static List<Worker> moved(List<Worker> workers, List<Move> moves, long nowMillis) {
        Map<String, Map<String, Resident>> residents = new LinkedHashMap<>();
        for (Worker worker : workers) {
            Map<String, Resident> of = new LinkedHashMap<>();
            worker.residents().forEach(resident -> of.put(resident.agentId(), resident));
            residents.put(worker.name(), of);
        }
        for (Move move : moves) {
            Resident before = residents.get(move.fromWorker()).remove(move.agentId());
            residents
                    .get(move.toWorker())
                    .put(move.agentId(), new Resident(before.agentId(), before.load(), before.busy(), nowMillis));
        }
        List<Worker> after = new ArrayList<>();
        for (Worker worker : workers) {
            after.add(new Worker(
                    worker.name(),
                    worker.state(),
                    List.copyOf(residents.get(worker.name()).values())));
        }
        return after;
    }

    /** One round as it was played: when, its plan, and the workers after it. */
    public record Round(long atMillis, RebalancePlan plan, List<Worker> after) {}
}
