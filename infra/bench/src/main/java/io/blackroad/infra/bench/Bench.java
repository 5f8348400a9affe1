package io.blackroad.infra.bench;

import io.blackroad.infra.bench.gateway.GatewayPart;
import io.blackroad.infra.bench.history.HistoryPart;
import io.blackroad.infra.bench.history.HistoryPlan;
import io.blackroad.infra.bench.measure.PassResult;
import io.blackroad.infra.bench.memory.MemoryPart;
import io.blackroad.infra.bench.memory.MemoryPlan;
import io.blackroad.infra.bench.placement.PlacementResult;
import io.blackroad.infra.bench.steady.QuestionPart;
import io.blackroad.infra.bench.steady.RecoveryPart;
import io.blackroad.infra.bench.steady.RecoveryResult;
import io.blackroad.infra.bench.steady.SteadyPart;
import io.blackroad.infra.bench.steady.SteadyPlan;
import io.blackroad.infra.bench.steady.SteadyResult;
import io.blackroad.infra.bench.throughput.ScaleOutPart;
import io.blackroad.infra.bench.throughput.SubjectKind;
import io.blackroad.infra.bench.throughput.ThroughputPart;
import io.blackroad.infra.bench.throughput.ThroughputPlan;
import io.blackroad.infra.bench.vector.VectorPart;
import io.blackroad.infra.bench.vector.VectorPlan;
import io.blackroad.infra.bench.workload.BenchFleet;
import io.blackroad.infra.bench.workload.BenchRegistry;
import io.blackroad.infra.bench.workload.BenchTopics;
import io.blackroad.infra.bench.workload.BenchTopics.Stamp;
import io.blackroad.infra.bench.workload.Preload;
import io.blackroad.infra.bench.workload.Sent;
import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.infra.stack.RedisBinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Measures on one broker, part after part, process after process. The table goes to standard output, progress to standard
 * error. Ends with 1 when a fact was not accounted for; it never judges a speed.
 */
@Command(
        name = "bench",
        sortOptions = false,
        header = "Measures throughput against two peers, latency and cost, on one broker in one run.",
        description = {"The figures go to stdout as a table; exit code 1 when a fact is not accounted for."},
        footer = {"", "Example: ./scale.sh bench --quick"})
public final class Bench implements Callable<Integer> {
    private static final int PARTITIONS = 8;

    /** Of the kills' moments. */
    private static final long SEED = 20_261_124;

    private static final BenchProgress LINES = new BenchProgress() {
        @Override
        public void say(String line) {
            System.err.println(line);
        }

        @Override
        public void part(String name, int done, int all) {
            // Lines tell it.
        }

        @Override
        public void end() {
            // Nothing is drawn that had to be taken away.
        }
    };

    @Mixin
    private BenchOptions options = new BenchOptions();

    private final BenchProgress told;
    private int begun;

    public Bench(BenchProgress told) {
        this.told = told;
    }

    /** Exit code 0: measured and all accounted for; 1: not; 2: wrong usage. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new Bench(LINES)).setCaseInsensitiveEnumValuesAllowed(true);
        command.getCommandSpec().mixinStandardHelpOptions(true);
        return command;
    }

    @Override
    public Integer call() throws IOException {
        options.check();
        BenchReport report = new BenchReport(options);
        if (begins(BenchPart.RULES)) {
            report.rules(options.rules(told::say).run());
        }
        if (begins(BenchPart.PLACEMENT)) {
            told.say("playing rebalances and placements");
            report.placement(PlacementResult.measure(options.quick() ? 2 : 20));
        }
        if (begins(BenchPart.VECTORS)) {
            vectors(report);
        }
        if (options.needsBroker()) {
            onBroker(report);
        }
        told.end();
        report.print(System.out);
        if (options.json() != null) {
            report.write(options.json());
        }
        return report.balanced() ? 0 : 1;
    }

    /** Whether a part is wanted; then it is told that it begins. */
    private boolean begins(BenchPart part) {
        boolean wanted = options.parts().contains(part);
        if (wanted) {
            told.part(part.toString(), begun++, options.parts().size());
        }
        return wanted;
    }

    private void onBroker(BenchReport report) throws IOException {
        Path folder = Files.createTempDirectory("blackroad-bench");
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"), 0, told::say)) {
            if (options.parts().contains(BenchPart.THROUGHPUT)
                    || options.parts().contains(BenchPart.SCALEOUT)) {
                recorded(broker, folder, report);
            }
            boolean latency = begins(BenchPart.LATENCY);
            if (begins(BenchPart.COST) || latency) {
                steady(broker, folder, report);
            }
            if (begins(BenchPart.GATEWAY)) {
                gateway(broker, folder, report);
            }
            if (begins(BenchPart.HTTP)) {
                questions(broker, folder, report);
            }
            if (begins(BenchPart.HISTORY)) {
                BenchTopics.create(broker.bootstrapServers(), PARTITIONS, Stamp.APPEND_TIME);
                HistoryPlan plan = HistoryPlan.of(options.quick());
                report.history(new HistoryPart(broker, folder.resolve("history"), plan, told::say).run());
            }
            if (begins(BenchPart.MEMORY)) {
                memory(broker, folder, report);
            }
            if (begins(BenchPart.RECOVERY)) {
                report.recovery(List.of(recovery(broker, folder, false), recovery(broker, folder, true)));
            }
        } finally {
            Folders.delete(folder);
        }
    }

    /** What reads facts that lie in the topics already. */
    private void recorded(BrokerProcess broker, Path folder, BenchReport report) {
        String bootstrap = broker.bootstrapServers();
        BenchTopics.create(bootstrap, PARTITIONS, Stamp.EVENT_TIME);
        told.say(String.format(Locale.ROOT, "writing %,d facts of %,d agents", options.events(), options.agents()));
        BenchFleet fleet = new BenchFleet(options.agents(), PARTITIONS);
        Sent sent = Preload.write(bootstrap, BenchRegistry.create(), fleet, options.events());
        ThroughputPlan plan = options.throughput();
        if (begins(BenchPart.THROUGHPUT)) {
            Map<SubjectKind, List<PassResult>> results =
                    new ThroughputPart(bootstrap, folder, plan, told::say).run(sent);
            report.throughput(sent, plan, results);
        }
        if (begins(BenchPart.SCALEOUT)) {
            report.scaleOut(new ScaleOutPart(bootstrap, folder, plan, told::say).run(sent));
        }
    }

    private RecoveryResult recovery(BrokerProcess broker, Path folder, boolean alone) {
        BenchTopics.create(broker.bootstrapServers(), PARTITIONS, Stamp.APPEND_TIME);
        Path home = folder.resolve(alone ? "recovery-alone" : "recovery-two");
        SteadyPlan plan = options.recovery(alone);
        told.say("killing " + (alone ? "the only instance" : "one of two instances"));
        return new RecoveryPart(broker.bootstrapServers(), home, plan, PARTITIONS, told::say)
                .run(alone ? 1 : 2, options.kills(), SEED);
    }

    private void steady(BrokerProcess broker, Path folder, BenchReport report) {
        BenchTopics.create(broker.bootstrapServers(), PARTITIONS, Stamp.APPEND_TIME);
        SteadyPlan plan = options.steady();
        SteadyResult result = new SteadyPart(broker, folder.resolve("steady"), plan, PARTITIONS, told::say).run();
        report.steady(result);
    }

    private void gateway(BrokerProcess broker, Path folder, BenchReport report) throws IOException {
        BenchTopics.create(broker.bootstrapServers(), PARTITIONS, Stamp.APPEND_TIME);
        GatewayPart part = new GatewayPart(broker, folder.resolve("gateway"), options.gateway(), told::say);
        report.gateway(part.run());
    }

    private void questions(BrokerProcess broker, Path folder, BenchReport report) {
        String bootstrap = broker.bootstrapServers();
        BenchTopics.create(bootstrap, PARTITIONS, Stamp.APPEND_TIME);
        report.questions(
                new QuestionPart(bootstrap, folder.resolve("http"), options.questions(), PARTITIONS, told::say).run());
    }

    private void memory(BrokerProcess broker, Path folder, BenchReport report) {
        if (RedisBinary.find().isEmpty()) {
            told.say("memory is left out: " + RedisBinary.missing());
            return;
        }
        BenchTopics.create(broker.bootstrapServers(), PARTITIONS, Stamp.APPEND_TIME);
        MemoryPlan plan = MemoryPlan.of(options.quick(), options.agents());
        report.memory(
                new MemoryPart(broker.bootstrapServers(), folder.resolve("memory"), plan, PARTITIONS, told::say).run());
    }

    private void vectors(BenchReport report) throws IOException {
        Path folder = Files.createTempDirectory("blackroad-bench-vectors");
        try {
            report.vectors(new VectorPart(folder, VectorPlan.of(options.quick()), told::say).run());
        } finally {
            Folders.delete(folder);
        }
    }
}
