package io.blackroad.infra.bench.steady;

import io.blackroad.infra.bench.measure.Balance;
import io.blackroad.infra.bench.workload.BenchFleet;
import io.blackroad.infra.bench.workload.BenchRegistry;
import io.blackroad.infra.bench.workload.ControlRows;
import io.blackroad.infra.bench.workload.FactMix;
import io.blackroad.infra.bench.workload.FactProducer;
import io.blackroad.infra.bench.workload.Sent;
import io.blackroad.schema.SchemaRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Kills instances as {@code kill -9} does while a fleet reports, and measures until every target's load is known again
 * for a tick after the kill, with every agent in it. Decisions are made in the transaction of their sample.
 */
public final class RecoveryPart {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration STEADY = Duration.ofSeconds(60);
    private static final int SETTLE_TICKS = 5;

    private final String bootstrapServers;
    private final Path folder;
    private final SteadyPlan plan;
    private final int partitions;
    private final Consumer<String> progress;
    private final List<SteadyPipeline> pipelines = new ArrayList<>();

    public RecoveryPart(
            String bootstrapServers, Path folder, SteadyPlan plan, int partitions, Consumer<String> progress) {
        this.bootstrapServers = bootstrapServers;
        this.folder = folder;
        this.plan = plan;
        this.partitions = partitions;
        this.progress = progress;
    }

    /**
     * Measures on new topics.
     *
     * @param instances how many run; each has copies of the others' stores when there are several
     * @param kills how often one of them is killed
     * @param seed chooses which, and at which moment of a tick
     */
    public RecoveryResult run(int instances, int kills, long seed) {
        SchemaRegistry registry = BenchRegistry.create();
        BenchFleet fleet = new BenchFleet(plan.agents(), partitions);
        FactMix mix =
                new FactMix(fleet, registry, (Instant.now().getEpochSecond() - 1) * 1_000_000, FactMix.Load.STEADY);
        try (FactProducer producer = FactProducer.live(bootstrapServers)) {
            for (int i = 0; i < instances; i++) {
                pipelines.add(start(instances, i));
            }
            pipelines.forEach(SteadyPipeline::awaitReady);
            ControlRows.writeHasty(producer, registry, Instant.now());
            LiveFleet live = new LiveFleet(fleet, mix, producer, plan.tickMillis() * 1_000, new Latencies("unused"));
            progress.accept("registering " + plan.agents() + " agents");
            live.register();
            try (RunningFleet running = new RunningFleet(live, rate());
                    SampleWatch watch = new SampleWatch(bootstrapServers, registry)) {
                List<Recovery> recoveries = killAll(watch, instances, kills, new Random(seed));
                Sent sent = running.end();
                List<String> differences = new ArrayList<>(watch.differences());
                differences.addAll(Balance.differences(pipelines.get(0).url(), sent));
                return new RecoveryResult(
                        plan.agents(), instances, rate(), recoveries, watch.scaleDowns(), differences);
            }
        } finally {
            pipelines.forEach(SteadyPipeline::close);
        }
    }

    private List<Recovery> killAll(SampleWatch watch, int instances, int kills, Random random) {
        List<Recovery> recoveries = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            watch.awaitWhole(plan.agents(), System.currentTimeMillis() + SETTLE_TICKS * plan.tickMillis(), STEADY);
            watch.awaitMoment(random.nextInt((int) plan.tickMillis()));
            int victim = random.nextInt(instances);
            SteadyPipeline killed = pipelines.get(victim);
            long at = System.currentTimeMillis();
            killed.kill();
            if (instances == 1) {
                pipelines.set(victim, start(instances, victim));
            }
            long whole = watch.awaitWhole(plan.agents(), at, LIMIT) - at;
            long records = Changelogs.records(bootstrapServers, SteadyPipeline.APPLICATION);
            recoveries.add(new Recovery(whole, records));
            progress.accept("killed: every target's load is known again after " + whole + " ms");
            if (instances > 1) {
                pipelines.set(victim, start(instances, victim));
                pipelines.get(victim).awaitReady();
            }
        }
        return recoveries;
    }

    /** A killed instance leaves its store behind and takes it up again, as on a machine of its own. */
    private SteadyPipeline start(int instances, int place) {
        Map<String, String> kafka = new HashMap<>(plan.kafka());
        kafka.put("num.standby.replicas", Integer.toString(Math.min(1, instances - 1)));
        return SteadyPipeline.start(bootstrapServers, folder.resolve("instance-" + place), plan.with(kafka));
    }

    private double rate() {
        return plan.agents() * FactMix.factsPerSample() * 1_000 / plan.intervalMillis();
    }
}
