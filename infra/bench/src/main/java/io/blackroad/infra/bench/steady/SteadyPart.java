package io.blackroad.infra.bench.steady;

import io.blackroad.infra.bench.measure.Balance;
import io.blackroad.infra.bench.measure.LoadCheck;
import io.blackroad.infra.bench.measure.Reading;
import io.blackroad.infra.bench.workload.BenchFleet;
import io.blackroad.infra.bench.workload.BenchRegistry;
import io.blackroad.infra.bench.workload.ControlRows;
import io.blackroad.infra.bench.workload.FactMix;
import io.blackroad.infra.bench.workload.FactProducer;
import io.blackroad.infra.bench.workload.Sent;
import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.schema.SchemaRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs a fleet in real time against the pipeline in its own process. The topics are new. */
public final class SteadyPart {
    private static final Duration RESULT_LIMIT = Duration.ofSeconds(60);

    private final BrokerProcess broker;
    private final Path folder;
    private final SteadyPlan plan;
    private final int partitions;
    private final Consumer<String> progress;

    public SteadyPart(BrokerProcess broker, Path folder, SteadyPlan plan, int partitions, Consumer<String> progress) {
        this.broker = broker;
        this.folder = folder;
        this.plan = plan;
        this.partitions = partitions;
        this.progress = progress;
    }

    /** Measures. */
    public SteadyResult run() {
        String bootstrap = broker.bootstrapServers();
        SchemaRegistry registry = BenchRegistry.create();
        BenchFleet fleet = new BenchFleet(plan.agents(), partitions);
        long bootMicros = (Instant.now().getEpochSecond() - 1) * 1_000_000;
        FactMix mix = new FactMix(fleet, registry, bootMicros);
        try (FactProducer producer = FactProducer.live(bootstrap);
                SteadyPipeline pipeline = SteadyPipeline.start(bootstrap, folder, plan)) {
            progress.accept("waiting for the pipeline to be ready");
            pipeline.awaitReady();
            ControlRows.write(producer, registry, Instant.now());
            Latencies closings = new Latencies("fact that closes the tick appended");
            LiveFleet live = new LiveFleet(fleet, mix, producer, plan.tickMillis() * 1_000, closings);
            return measure(live, pipeline, closings);
        }
    }

    private SteadyResult measure(LiveFleet live, SteadyPipeline pipeline, Latencies closings) {
        String bootstrap = broker.bootstrapServers();
        double rate = plan.agents() * FactMix.factsPerSample() * 1_000 / plan.intervalMillis();
        LoadCheck check = new LoadCheck(bootstrap);
        progress.accept("registering " + plan.agents() + " agents");
        live.register();
        try (check;
                StageWatches watches = StageWatches.start(plan.watched(), bootstrap, closings)) {
            progress.accept(String.format(java.util.Locale.ROOT, "warming up: %,.0f facts a second", rate));
            live.run(rate, plan.warmupSeconds());
            progress.accept("measuring for " + plan.seconds() + " s");
            long from = System.currentTimeMillis();
            Duration cpu = Reading.cpuOf(pipeline.pid());
            Duration brokerCpu = Reading.cpuOf(broker.pid());
            live.run(rate, plan.seconds());
            double seconds = (System.currentTimeMillis() - from) / 1e3;
            double used = seconds(Reading.cpuOf(pipeline.pid()).minus(cpu));
            double brokerUsed = seconds(Reading.cpuOf(broker.pid()).minus(brokerCpu));
            long resident = Reading.residentBytes(pipeline.pid());
            long to = System.currentTimeMillis();
            Sent sent = live.end();
            List<String> differences = differences(check, pipeline, sent);
            return new SteadyResult(
                    plan.agents(),
                    rate,
                    plan.tickMillis(),
                    seconds,
                    used / seconds,
                    used * 1e6 / (rate * plan.seconds()),
                    resident,
                    brokerUsed / seconds,
                    watches.within(from, to),
                    differences);
        }
    }

    private static List<String> differences(LoadCheck check, SteadyPipeline pipeline, Sent sent) {
        List<String> differences = new ArrayList<>();
        if (!check.await(sent, RESULT_LIMIT)) {
            differences.add("the last tick's samples could not be read within " + RESULT_LIMIT.toSeconds() + " s");
        }
        differences.addAll(check.differences());
        differences.addAll(Balance.differences(pipeline.url(), sent));
        return differences;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
