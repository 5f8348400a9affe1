package io.blackroad.infra.bench;

import io.blackroad.infra.bench.gateway.GatewayPlan;
import io.blackroad.infra.bench.rules.RulesPart;
import io.blackroad.infra.bench.steady.SteadyPlan;
import io.blackroad.infra.bench.throughput.SubjectKind;
import io.blackroad.infra.bench.throughput.ThroughputPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the command line says. */
final class BenchOptions {
    private static final int LIMIT_SECONDS = 900;
    private static final int QUICK_LIMIT_SECONDS = 60;
    private static final int MIN_AGENTS = 100;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--only",
            split = ",",
            description = "Parts to measure: ${COMPLETION-CANDIDATES}. By default the first six.")
    private Set<BenchPart> only;

    @Option(names = "--quick", description = "Small and short: shows that the numbers add up, not how good they are.")
    private boolean quick;

    @Option(names = "--agents", description = "Agents of the fleet (30000; 3000 with --quick).")
    private Integer agents;

    @Option(names = "--events", description = "Facts to read for throughput (10000000; 300000 with --quick).")
    private Long events;

    @Option(names = "--passes", description = "Measured passes of each subject (5, the DSL 1; 1 with --quick).")
    private Integer passes;

    @Option(names = "--warmup", description = "Seconds of the passes before them (35; 2 with --quick).")
    private Integer warmupSeconds;

    @Option(names = "--threads", description = "Threads that read (${DEFAULT-VALUE}).", defaultValue = "1")
    private int threads;

    @Option(
            names = "--subjects",
            split = ",",
            description = "What throughput compares: ${COMPLETION-CANDIDATES}. All by default.")
    private List<SubjectKind> subjects;

    @Option(names = "--seconds", description = "Seconds of the real-time measure (60; 10 with --quick).")
    private Integer seconds;

    @Option(
            names = "--interval",
            description = "Milliseconds between an agent's samples in real time (${DEFAULT-VALUE}).",
            defaultValue = "1000")
    private long intervalMillis;

    @Option(
            names = "--tick",
            description = "Milliseconds of a tick in real time (${DEFAULT-VALUE}).",
            defaultValue = "1000")
    private long tickMillis;

    @Option(names = "--set", description = "Further settings of the whole pipeline, by Kafka's names: KEY=VALUE.")
    private Map<String, String> kafka = new TreeMap<>();

    @Option(names = "--json", description = "Writes the results to this file too.")
    private Path json;

    @Option(
            names = "--profile",
            description = "Records the pipeline's flight into this file; its numbers suffer a little.")
    private Path profile;

    /** Refuses numbers that cannot be measured with, all at once. */
    void check() {
        List<String> wrong = new ArrayList<>();
        atLeast(wrong, "--agents", agents(), MIN_AGENTS);
        atLeast(wrong, "--events", events(), 2L * agents());
        atLeast(wrong, "--passes", passes(), 1);
        atLeast(wrong, "--threads", threads, 1);
        atLeast(wrong, "--seconds", measuredSeconds(), 1);
        atLeast(wrong, "--interval", intervalMillis, 1);
        atLeast(wrong, "--tick", tickMillis, 10);
        if (!wrong.isEmpty()) {
            throw new CommandLine.ParameterException(command.commandLine(), String.join("; ", wrong));
        }
    }

    private static void atLeast(List<String> wrong, String option, long value, long least) {
        if (value < least) {
            wrong.add(option + " is " + value + ", must be at least " + least);
        }
    }

    Set<BenchPart> parts() {
        return only == null || only.isEmpty() ? BenchPart.DEFAULT : only;
    }

    boolean quick() {
        return quick;
    }

    int agents() {
        return or(agents, 30_000, 3_000);
    }

    long events() {
        return events != null ? events : quick ? 300_000L : 10_000_000L;
    }

    Path json() {
        return json;
    }

    ThroughputPlan throughput() {
        return new ThroughputPlan(
                subjects == null ? List.of(SubjectKind.values()) : subjects,
                threads,
                passes(),
                or(warmupSeconds, 35, 2),
                quick ? QUICK_LIMIT_SECONDS : LIMIT_SECONDS,
                kafka,
                profile == null ? null : profile.toAbsolutePath().toString());
    }

    SteadyPlan steady() {
        boolean both = parts().contains(BenchPart.THROUGHPUT);
        return new SteadyPlan(
                agents(),
                intervalMillis,
                tickMillis,
                threads,
                or(warmupSeconds, 20, 5),
                measuredSeconds(),
                parts().contains(BenchPart.LATENCY),
                kafka,
                profile == null || both ? null : profile.toAbsolutePath().toString());
    }

    GatewayPlan gateway() {
        return new GatewayPlan(or(warmupSeconds, 20, 2), quick ? 2 : Math.max(1, measuredSeconds() / 3));
    }

    /** A measure for each kind of question. */
    SteadyPlan questions() {
        return new SteadyPlan(
                agents(),
                intervalMillis,
                tickMillis,
                threads,
                or(warmupSeconds, 20, 4),
                Math.max(1, measuredSeconds() / 6),
                false,
                kafka,
                null);
    }

    /** One of two killed with the usual fleet, or the only one with a fleet ten times that reports as many facts a second. */
    SteadyPlan recovery(boolean alone) {
        int size = alone && !quick ? 10 : 1;
        return new SteadyPlan(size * agents(), size * intervalMillis, tickMillis, threads, 0, 0, false, kafka, null);
    }

    /** Kills of a set-up. */
    int kills() {
        return quick ? 1 : 3;
    }

    RulesPart rules(Consumer<String> progress) {
        return new RulesPart(quick ? 1_000 : 10_000, quick ? 20 : 120, quick ? 40 : 300, progress);
    }

    /** True when a part is measured that needs a broker. */
    boolean needsBroker() {
        return !BenchPart.WITHOUT_BROKER.containsAll(parts());
    }

    private int passes() {
        return or(passes, 5, 1);
    }

    private int measuredSeconds() {
        return or(seconds, 60, 10);
    }

    private int or(Integer given, int full, int small) {
        return given != null ? given : quick ? small : full;
    }
}
