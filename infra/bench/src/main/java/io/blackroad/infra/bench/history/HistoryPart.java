package io.blackroad.infra.bench.history;

import io.blackroad.infra.bench.measure.Quantiles;
import io.blackroad.infra.bench.measure.Reading;
import io.blackroad.infra.bench.workload.BenchRegistry;
import io.blackroad.infra.bench.workload.FactProducer;
import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.infra.stack.ChildCommand;
import io.blackroad.infra.stack.ChildJvm;
import io.blackroad.infra.stack.PostgresProcess;
import io.blackroad.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Writes a backlog, then single facts under a steady load, then stops the database under it. The topics are new. */
public final class HistoryPart {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int FACTS_A_TASK = 3;
    private static final long LOOK_NANOS = 1_000_000;
    private static final double SECOND = 1e9;

    private final BrokerProcess broker;
    private final Path folder;
    private final HistoryPlan plan;
    private final Consumer<String> progress;

    public HistoryPart(BrokerProcess broker, Path folder, HistoryPlan plan, Consumer<String> progress) {
        this.broker = broker;
        this.folder = folder;
        this.plan = plan;
        this.progress = progress;
    }

    /** Measures. */
    public HistoryResult run() throws IOException {
        try (PostgresProcess postgres = PostgresProcess.start(folder.resolve("postgres"), 0, progress);
                FactProducer producer = FactProducer.live(broker.bootstrapServers());
                HistoryTables tables = new HistoryTables(postgres)) {
            HistoryFacts facts = new HistoryFacts(producer, BenchRegistry.create());
            progress.accept("writing " + plan.tasks() + " tasks");
            for (int task = 0; task < plan.tasks(); task++) {
                facts.task();
            }
            facts.flush();
            try (ChildJvm sink = sink(postgres)) {
                return measure(sink, postgres, facts, tables);
            }
        }
    }

    private ChildJvm sink(PostgresProcess postgres) {
        return ChildJvm.start(new ChildCommand(
                "history",
                folder,
                List.of(
                        "-Xmx320m",
                        "-XX:+UseSerialGC",
                        "-Dlogback.configurationFile=bench-logback.xml",
                        "-D" + HistoryMain.PASSWORD + "=" + postgres.password()),
                ChildCommand.ownClassPath(),
                HistoryMain.class.getName(),
                List.of(broker.bootstrapServers(), postgres.jdbcUrl(), postgres.user())));
    }

    private HistoryResult measure(ChildJvm sink, PostgresProcess postgres, HistoryFacts facts, HistoryTables tables)
            throws IOException {
        String tasks = Topics.TASK_CHANGED.name();
        double taskFacts = rate(tables, tasks, (long) FACTS_A_TASK * plan.tasks());
        progress.accept("writing " + plan.decisions() + " decisions");
        double decisions = decisions(facts, tables);
        progress.accept("timing " + plan.probes() + " facts");
        long[] took = probes(facts, tables);
        progress.accept("stopping the database for " + plan.stopSeconds() + " s");
        long before = tables.written(tasks);
        loadWhileStopped(postgres, facts);
        long began = System.nanoTime();
        long waiting = (long) FACTS_A_TASK * facts.tasks() - before;
        await(() -> tables.written(tasks) == (long) FACTS_A_TASK * facts.tasks());
        double catchUp = (System.nanoTime() - began) / SECOND;
        return new HistoryResult(
                plan,
                taskFacts,
                taskFacts / FACTS_A_TASK,
                decisions,
                Quantiles.of(took, 50),
                Quantiles.of(took, 99),
                waiting,
                catchUp,
                Reading.residentBytes(sink.pid()),
                differences(facts, tables));
    }

    /** From the first batch that is in the tables to the last: the sink's start is no part of it. */
    private static double rate(HistoryTables tables, String topic, long all) {
        await(() -> tables.written(topic) > 0);
        long first = tables.written(topic);
        long began = System.nanoTime();
        await(() -> tables.written(topic) == all);
        return (all - first) / ((System.nanoTime() - began) / SECOND);
    }

    /** The sink runs already, so they are written while they are appended, which is faster than they are written. */
    private double decisions(HistoryFacts facts, HistoryTables tables) {
        long began = System.nanoTime();
        for (int decision = 0; decision < plan.decisions(); decision++) {
            facts.decision();
        }
        facts.flush();
        await(() -> tables.written(Topics.SCALE_DECIDED.name()) == facts.decisions());
        return facts.decisions() / ((System.nanoTime() - began) / SECOND);
    }

    /** Sorted, in microseconds. Between two of them the load goes on. */
    private long[] probes(HistoryFacts facts, HistoryTables tables) {
        long[] took = new long[plan.probes()];
        Pace pace = new Pace(plan.rate());
        for (int probe = 0; probe < took.length; probe++) {
            String task = facts.task();
            facts.flush();
            long began = System.nanoTime();
            while (!tables.isCompleted(task)) {
                pace.due(facts::task);
                LockSupport.parkNanos(LOOK_NANOS);
            }
            took[probe] = (System.nanoTime() - began) / 1_000;
        }
        facts.flush();
        Arrays.sort(took);
        return took;
    }

    private void loadWhileStopped(PostgresProcess postgres, HistoryFacts facts) throws IOException {
        List<Long> stopped = Stream.concat(
                        Stream.of(postgres.pid()),
                        ProcessHandle.of(postgres.pid())
                                .orElseThrow()
                                .descendants()
                                .map(ProcessHandle::pid))
                .toList();
        signal("STOP", stopped);
        try {
            Pace pace = new Pace(plan.rate());
            long end =
                    System.nanoTime() + Duration.ofSeconds(plan.stopSeconds()).toNanos();
            while (System.nanoTime() < end) {
                pace.due(facts::task);
                LockSupport.parkNanos(LOOK_NANOS);
            }
            facts.flush();
        } finally {
            signal("CONT", stopped);
        }
    }

    private static void signal(String signal, List<Long> processes) throws IOException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(process -> command.add(Long.toString(process)));
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while stopping the database", e);
        }
    }

    private static List<String> differences(HistoryFacts facts, HistoryTables tables) {
        List<String> differences = new ArrayList<>();
        long completed = tables.tasks("COMPLETED");
        if (completed != facts.tasks()) {
            differences.add(facts.tasks() + " tasks were completed, " + completed + " rows say so");
        }
        long decided = tables.decisions("us-east");
        if (decided != facts.decisions()) {
            differences.add(facts.decisions() + " decisions were made, there are rows of " + decided);
        }
        return differences;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the sink has not written all within " + LIMIT.toSeconds() + " s");
            }
            LockSupport.parkNanos(5 * LOOK_NANOS);
        }
    }
}
