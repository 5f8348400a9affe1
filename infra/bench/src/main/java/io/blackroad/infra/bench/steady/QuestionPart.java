package io.blackroad.infra.bench.steady;

import io.blackroad.infra.bench.measure.Balance;
import io.blackroad.infra.bench.measure.HttpTraffic;
import io.blackroad.infra.bench.measure.LoadRun;
import io.blackroad.infra.bench.measure.Reading;
import io.blackroad.infra.bench.workload.BenchFleet;
import io.blackroad.infra.bench.workload.BenchRegistry;
import io.blackroad.infra.bench.workload.ControlRows;
import io.blackroad.infra.bench.workload.FactMix;
import io.blackroad.infra.bench.workload.FactProducer;
import io.blackroad.infra.bench.workload.Sent;
import io.blackroad.schema.SchemaRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Asks the pipeline about a fleet that reports meanwhile. The topics are new. */
public final class QuestionPart {
    private static final List<Integer> CONNECTIONS = List.of(1, 16);

    /** A prime, so that agents are asked about in no order that anything could be cached by. */
    private static final int STRIDE = 7_919;

    private final String bootstrapServers;
    private final Path folder;
    private final SteadyPlan plan;
    private final int partitions;
    private final Consumer<String> progress;

    public QuestionPart(
            String bootstrapServers, Path folder, SteadyPlan plan, int partitions, Consumer<String> progress) {
        this.bootstrapServers = bootstrapServers;
        this.folder = folder;
        this.plan = plan;
        this.partitions = partitions;
        this.progress = progress;
    }

    /** Measures. */
    public QuestionResult run() {
        SchemaRegistry registry = BenchRegistry.create();
        BenchFleet fleet = new BenchFleet(plan.agents(), partitions);
        FactMix mix =
                new FactMix(fleet, registry, (Instant.now().getEpochSecond() - 1) * 1_000_000, FactMix.Load.STEADY);
        double rate = plan.agents() * FactMix.factsPerSample() * 1_000 / plan.intervalMillis();
        try (FactProducer producer = FactProducer.live(bootstrapServers);
                SteadyPipeline pipeline = SteadyPipeline.start(bootstrapServers, folder, plan)) {
            pipeline.awaitReady();
            ControlRows.write(producer, registry, Instant.now());
            LiveFleet live = new LiveFleet(fleet, mix, producer, plan.tickMillis() * 1_000, new Latencies("unused"));
            progress.accept("registering " + plan.agents() + " agents");
            live.register();
            live.run(rate, plan.warmupSeconds());
            double before = cpuSeconds(pipeline);
            live.run(rate, plan.seconds());
            double idle = (cpuSeconds(pipeline) - before) / plan.seconds();
            try (RunningFleet running = new RunningFleet(live, rate)) {
                List<QuestionRow> rows = ask(pipeline, fleet);
                Sent sent = running.end();
                List<String> differences = new ArrayList<>(Balance.differences(pipeline.url(), sent));
                rows.stream()
                        .filter(row -> row.refused() > 0)
                        .forEach(row ->
                                differences.add(row.refused() + " questions to " + row.route() + " got no answer"));
                return new QuestionResult(plan.agents(), rate, idle, rows, differences);
            }
        }
    }

    private List<QuestionRow> ask(SteadyPipeline pipeline, BenchFleet fleet) {
        Map<String, HttpTraffic> routes = new LinkedHashMap<>();
        routes.put(
                "/v1/agents/{id}",
                new Questions(number -> "/v1/agents/" + fleet.name((int) (number * STRIDE % fleet.agents()))));
        routes.put("/v1/services/{region}/{name}", new Questions(number -> "/v1/services/us-east/api"));
        routes.put("/v1/status", new Questions(number -> "/v1/status"));
        int port = pipeline.url().getPort();
        List<QuestionRow> rows = new ArrayList<>();
        routes.forEach((route, questions) -> {
            progress.accept("asking " + route);
            LoadRun.of(CONNECTIONS.get(1), port, questions, Math.max(1, plan.warmupSeconds() / 4));
            for (int connections : CONNECTIONS) {
                double before = cpuSeconds(pipeline);
                LoadRun run = LoadRun.of(connections, port, questions, plan.seconds());
                rows.add(new QuestionRow(
                        route,
                        connections,
                        run.requestsPerSecond(),
                        run.micros(50),
                        run.micros(99),
                        (cpuSeconds(pipeline) - before) / run.seconds(),
                        run.refused()));
            }
        });
        return rows;
    }

    private static double cpuSeconds(SteadyPipeline pipeline) {
        return Reading.cpuOf(pipeline.pid()).toNanos() / 1e9;
    }
}
