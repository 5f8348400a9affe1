package io.blackroad.infra.bench.placement;

import io.blackroad.placement.Move;
import io.blackroad.placement.Rebalance;
import io.blackroad.placement.RebalancePlan;
import io.blackroad.placement.RebalancePolicy;
import io.blackroad.placement.Resident;
import io.blackroad.placement.Worker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One plan for a million agents on a thousand workers that three hundred empty ones join, over shuffled inputs. */
public final class LargePlan {
    private LargePlan() {}

    /**
     * What the plans took.
     *
     * @param inputs how many times it was made
     * @param worstMillis the slowest, the first included, whose code is not compiled yet
     * @param heapMegabytes most heap in use after a plan, before it is collected
     * @param different different plans that came out
     */
    public record Result(
            int agents, int workers, int moves, int inputs, double worstMillis, long heapMegabytes, int different) {}

    /** Plans for each of some shuffled inputs. */
    public static Result run(int inputs) {
        List<Worker> workers = new ArrayList<>(RebalanceCases.regions().get("1,000 x 1,000, 300 empty"));
        // Everything moves that may: the largest plan there can be.
        RebalancePolicy policy = new RebalancePolicy(120, 80, 105, 95, 25, 100, 600_000);
        Set<String> plans = new HashSet<>();
        double worst = 0;
        long heap = 0;
        int moves = 0;
        for (int input = 0; input < inputs; input++) {
            shuffle(workers, new Random(input));
            System.gc();
            long from = System.nanoTime();
            RebalancePlan plan = Rebalance.plan(workers, policy, false, 0);
            worst = Math.max(worst, (System.nanoTime() - from) / 1e6);
            heap = Math.max(
                    heap,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
            moves = plan.moves().size();
            plans.add(digest(plan));
        }
        int agents =
                workers.stream().mapToInt(worker -> worker.residents().size()).sum();
        return new Result(agents, workers.size(), moves, inputs, worst, heap >> 20, plans.size());
    }

    private static void shuffle(List<Worker> workers, Random random) {
        workers.replaceAll(worker -> {
            List<Resident> residents = new ArrayList<>(worker.residents());
            Collections.shuffle(residents, random);
            return new Worker(worker.name(), worker.state(), residents);
        });
        Collections.shuffle(workers, random);
    }

    private static String digest(RebalancePlan plan) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Move move : plan.moves()) {
                digest.update((move.agentId() + ' ' + move.fromWorker() + ' ' + move.toWorker() + '\n')
                        .getBytes(StandardCharsets.UTF_8));
            }
            digest.update(plan.cause().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
