package io.blackroad.backtest;

import io.blackroad.agent.TaskCounts;
import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import java.util.List;

/** Replicas that all wait, busily, for one thing that completes a hundred tasks a second for each useful one of them. */
final class Bottleneck {
    private static final int TASKS = 100;

    private Bottleneck() {}

    static LoadSample sample(int replicas, double useful, int second) {
        long requested = 1_000L * replicas;
        long completed = Math.round(TASKS * Math.min(replicas, useful));
        AgentSums sums = new AgentSums(
                replicas, 0, replicas, 0, replicas, 0, requested, requested, 0, 0, 0, 0, 0, 0, 1_000, 10L * second, 10);
        TaskCounts tasks = new TaskCounts(completed + 10, completed, completed, 0, 0);
        return new LoadSample(second, second, sums, tasks, 1_000, 1_000, 0, 0, List.of());
    }
}
