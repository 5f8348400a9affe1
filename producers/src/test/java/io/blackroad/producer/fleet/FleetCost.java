package io.blackroad.producer.fleet;

import io.blackroad.producer.RealBroker;
import io.blackroad.producer.sdk.AgentClient;
import io.blackroad.producer.sdk.AgentClientConfig;
import io.blackroad.producer.sdk.MetricSample;
import io.blackroad.producer.sdk.SendLimits;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Measures what a fleet costs: {@code FleetCost AGENTS SECONDS [COMPRESSION]}. First the model alone in virtual time, then
 * the whole of it in real time on a real broker, by the CPU times of the threads. No test: numbers of a machine that does
 * other things prove nothing.
 */
public final class FleetCost {
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FleetCost() {}

    public static void main(String[] arguments) throws InterruptedException {
        int agents = Integer.parseInt(arguments[0]);
        Duration measured = Duration.ofSeconds(Long.parseLong(arguments[1]));
        String compression = arguments.length > 2 ? arguments[2] : "none";
        FleetPlan plan = FleetPlan.guide(agents, Duration.ofSeconds(5));
        model(plan, measured);
        whole(plan, measured, compression);
    }

    private static void model(FleetPlan plan, Duration measured) {
        long[] samples = new long[1];
        FleetModel model = new FleetModel(
                new FleetSetup(plan, Workload.builtIn(plan), Duration.ofSeconds(1), 1, "r"), new FleetEventsAdapter() {
                    @Override
                    public void sampled(ModelAgent agent, MetricSample sample, long now) {
                        samples[0]++;
                    }
                });
        model.advance(WARM_UP.toNanos() / 1_000);
        samples[0] = 0;
        long before = THREADS.getCurrentThreadCpuTime();
        model.advance(model.now() + measured.toNanos() / 1_000);
        double seconds = (THREADS.getCurrentThreadCpuTime() - before) / 1e9;
        System.out.printf(
                "model alone: %d agents, %d samples, %.3f CPU s for %d s = %.2f %% of a core%n",
                model.agents(), samples[0], seconds, measured.toSeconds(), 100 * seconds / measured.toSeconds());
    }

    private static void whole(FleetPlan plan, Duration measured, String compression) throws InterruptedException {
        try (RealBroker broker = new RealBroker()) {
            AgentClientConfig config = AgentClientConfig.of(broker.bootstrapServers(), broker.registry())
                    .withLimits(SendLimits.defaults().withCompression(compression));
            try (AgentClient client = AgentClient.connect(config);
                    SimulatedFleet fleet = new SimulatedFleet(plan, client, Workload.builtIn(plan))) {
                fleet.start();
                Thread.sleep(WARM_UP.toMillis());
                Map<String, Long> before = cpuByThread();
                long acknowledged = client.acknowledged();
                long start = System.nanoTime();
                Thread.sleep(measured.toMillis());
                print(before, (System.nanoTime() - start) / 1e9, client, client.acknowledged() - acknowledged);
                System.out.printf(
                        "compression %s, %d agents, failure %s%n", compression, fleet.agents(), fleet.failure());
            }
        }
    }

    private static void print(Map<String, Long> before, double seconds, AgentClient client, long acknowledged) {
        double sum = 0;
        for (Map.Entry<String, Long> thread : cpuByThread().entrySet()) {
            double share = 100 * (thread.getValue() - before.getOrDefault(thread.getKey(), 0L)) / 1e9 / seconds;
            sum += share;
            if (share >= 0.1) {
                System.out.printf("  %-40s %6.2f %% of a core%n", thread.getKey(), share);
            }
        }
        System.out.printf(
                "whole: %.0f facts/s acknowledged, %d dropped, %.2f %% of a core in Java threads%n",
                acknowledged / seconds, client.dropped(), sum);
    }

    private static Map<String, Long> cpuByThread() {
        Map<String, Long> times = new HashMap<>();
        for (long id : THREADS.getAllThreadIds()) {
            ThreadInfo info = THREADS.getThreadInfo(id);
            if (info != null) {
                times.put(info.getThreadName(), THREADS.getThreadCpuTime(id));
            }
        }
        return times;
    }
}
