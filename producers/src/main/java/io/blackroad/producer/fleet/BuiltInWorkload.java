package io.blackroad.producer.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes a workload that suits a plan, from 50 agents to 30,000. */
final class BuiltInWorkload {
    /** Requests of the whole fleet in a second, about; longer tasks keep it there as the fleet grows. */
    private static final double TASKS_PER_SECOND = 250;

    private static final double SHORTEST_SECONDS = 0.1;
    private static final double LONGEST_SECONDS = 15;
    private static final double MEAN_UTILIZATION = 0.55;

    /** A day of the fleet. */
    private static final Duration WAVE = Duration.ofMinutes(10);

    private static final double WAVE_SHARE = 0.10;
    private static final double NOISE_SHARE = 0.03;
    private static final double FAILURE_SHARE = 0.001;

    private static final Duration FIRST_STEP = Duration.ofSeconds(20);
    private static final Duration STEP_LENGTH = Duration.ofMinutes(3);
    private static final Duration STEP_EVERY = Duration.ofMinutes(5);
    private static final double STEP_FACTOR = 3;

    private BuiltInWorkload() {}

    static Workload of(FleetPlan plan) {
        double seconds = plan.agents() * MEAN_UTILIZATION / TASKS_PER_SECOND;
        Duration service =
                Duration.ofMillis((long) (1_000 * Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, seconds))));
        List<TargetLoad> loads = new ArrayList<>();
        for (TargetPlan target : plan.targets()) {
            loads.add(load(target, service));
        }
        List<LoadStep> steps = steps(plan);
        return new Workload(loads, steps, STEP_EVERY.multipliedBy(steps.size()), FAILURE_SHARE);
    }

    private static TargetLoad load(TargetPlan target, Duration service) {
        int agents = target.initialReplicas() * target.agentsPerReplica();
        double rate = utilization(target.service()) * agents * 1_000 / service.toMillis();
        return new TargetLoad(target.region(), target.service(), rate, service, WAVE_SHARE, WAVE, NOISE_SHARE);
    }

    /** Inside the guide's bands: 30 to 70 % for api, 40 to 80 % for worker, 50 to 90 % for gpu. */
    private static double utilization(String service) {
        return switch (service) {
            case "api" -> 0.48;
            case "worker" -> 0.60;
            case "gpu" -> 0.70;
            default -> 0.5;
        };
    }

    /** Each target in its turn, those named api first: they have the shortest cooldown, so one sees most. */
    private static List<LoadStep> steps(FleetPlan plan) {
        List<TargetPlan> order = new ArrayList<>(plan.targets());
        order.sort(Comparator.comparing(target -> !target.service().equals("api")));
        List<LoadStep> steps = new ArrayList<>();
        for (TargetPlan target : order) {
            Duration from = FIRST_STEP.plus(STEP_EVERY.multipliedBy(steps.size()));
            steps.add(new LoadStep(target.region(), target.service(), from, STEP_LENGTH, STEP_FACTOR));
        }
        return steps;
    }
}
