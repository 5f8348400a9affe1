package io.blackroad.infra.cli.backtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.backtest.Backtest;
import io.blackroad.backtest.Demand;
import io.blackroad.backtest.ReplicaModel;
import io.blackroad.backtest.Run;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.Times;
import io.blackroad.infra.cli.terminal.Progress;
import io.blackroad.producer.replay.LoadTrace;
import io.blackroad.producer.replay.TraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code backtest}. */
@Command(
        name = "backtest",
        header = "Plays a trace or recorded load to rule sets, with a model of how replicas serve it: how each did.",
        description = {
            "The load is scaled so that its peak (exceeded in one second of 10,000) needs --peak replicas. "
                    + "Rule sets are files as for 'rules set', or adaptive, hpa-cpu, hpa-queue, keda-queue, kpa, ray-serve."
        },
        footer = {"", "Example: ./scale.sh backtest --rules adaptive,hpa-cpu --trace trace.csv --html report.html"})
public final class BacktestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(names = "--rules", paramLabel = "FILE", split = ",", description = "Rule sets, separated by commas.")
    private List<String> rules = new ArrayList<>();

    @Option(names = "--trace", paramLabel = "FILE", description = "The trace; its first line tells its form.")
    private Path trace;

    @Option(
            names = "--scoreboard",
            paramLabel = "DIR",
            description = "Every trace of a folder through adaptive and the other autoscalers, and what was to reach.")
    private Path scoreboard;

    @Mixin
    private final RecordedOptions recorded;

    @Option(
            names = "--start-lag",
            paramLabel = "TIME",
            description = "From the order of a replica to its readiness (default: ${DEFAULT-VALUE}).")
    private String startLag = "30s";

    @Option(
            names = "--peak",
            paramLabel = "N",
            description = "Replicas that the peak needs (default: ${DEFAULT-VALUE}).")
    private double peak = 100;

    @Option(names = "--no-model", description = "Replicas are there when ordered, and nothing waits.")
    private boolean noModel;

    @Option(
            names = "--dollars",
            paramLabel = "D",
            description = "Price of a replica for an hour (default: ${DEFAULT-VALUE}).")
    private double dollars = 1;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the scores as CSV, too.")
    private Path csv;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a report with charts, in one file, too.")
    private Path html;

    private final Surroundings surroundings;
    private final ObjectMapper mapper = new ObjectMapper();

    public BacktestCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.recorded = new RecordedOptions(surroundings);
    }

    @Override
    public Integer call() {
        check();
        try (Progress progress = surroundings.progress();
                Rounds rounds = new Rounds(dollars, Backtest.POINTS, progress)) {
            if (scoreboard != null) {
                scoreboard(rounds, progress);
            } else {
                one(rounds, progress);
            }
        }
        surroundings.out().flush();
        return ExitCode.DONE;
    }

    private void check() {
        if ((trace == null ? 0 : 1) + (scoreboard == null ? 0 : 1) + (recorded.wanted() ? 1 : 0) != 1) {
            throw wrong(
                    "name one of: a trace with --trace FILE, a recorded load with --target REGION/SERVICE, a folder of"
                            + " traces with --scoreboard DIR");
        }
        if (scoreboard == null && rules.isEmpty()) {
            throw wrong("name rule sets with --rules, such as --rules adaptive,hpa-cpu");
        }
        if (scoreboard != null && (!rules.isEmpty() || html != null || noModel)) {
            throw wrong("--scoreboard takes no --rules, --html or --no-model: its rule sets and its model are fixed");
        }
        if (!(peak > 0 && peak <= 100_000) || !(dollars >= 0 && dollars <= 1_000_000)) {
            throw wrong("--peak must be above 0 and at most 100000, --dollars at least 0 and at most 1000000");
        }
    }

    private void one(Rounds rounds, Progress progress) {
        List<Entrant> entrants = new ArrayList<>();
        rules.forEach(name -> entrants.addAll(Entrant.of(surroundings.workingDirectory(), name.strip())));
        progress.at("reading the load", 0, 0);
        LoadTrace load = load();
        Demand demand = Rounds.demand(load, peak);
        ReplicaModel model = noModel ? ReplicaModel.none() : ReplicaModel.of(lag());
        rounds.expect(entrants.size());
        List<Run> runs = rounds.play(load.name(), demand, model, entrants);
        progress.idle();
        if (json) {
            ObjectNode answer = mapper.createObjectNode().put("trace", load.name());
            answer.put("seconds", demand.ticks())
                    .put("startLagSeconds", model.startLag().toSeconds());
            ArrayNode all = answer.putArray("runs");
            runs.forEach(run -> all.add(RunTable.json(mapper, run)));
            surroundings.out().println(answer);
        } else {
            surroundings
                    .out()
                    .println(String.format(
                            Locale.ROOT,
                            "%s, %.1f h, mean %.1f replicas, start lag %d s; one who knows the future pays %.1f replica-hours",
                            load.name(),
                            demand.ticks() / 3600.0,
                            demand.mean(),
                            model.startLag().toSeconds(),
                            runs.get(0).scores().clairvoyantHours()));
            RunTable.lines(runs).forEach(surroundings.out()::println);
        }
        if (csv != null) {
            write(csv, String.join("\n", RunTable.csv(mapper, "", "", runs)) + "\n");
        }
        if (html != null) {
            write(html, Report.of(mapper, load.name(), demand, model, runs));
        }
    }

    private void scoreboard(Rounds rounds, Progress progress) {
        Path folder = surroundings.workingDirectory().resolve(scoreboard);
        List<Standing> standings = new Scoreboard(rounds, peak, progress::say).play(folder);
        List<Goal> goals = Goals.of(standings, rounds);
        progress.idle();
        if (json) {
            surroundings.out().println(ScoreboardPage.json(mapper, standings, goals));
        } else {
            ScoreboardPage.lines(standings, goals).forEach(surroundings.out()::println);
        }
        if (csv != null) {
            write(csv, String.join("\n", ScoreboardPage.csv(mapper, standings)) + "\n");
        }
    }

    private LoadTrace load() {
        if (recorded.wanted()) {
            return recorded.read();
        }
        Path file = surroundings.workingDirectory().resolve(trace);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw wrong("--trace " + trace + " is no readable file");
        }
        try {
            return LoadTrace.read(file);
        } catch (TraceException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private Duration lag() {
        try {
            Duration lag = Times.duration(startLag);
            if (!lag.isNegative() && lag.compareTo(Duration.ofDays(1)) <= 0) {
                return lag;
            }
        } catch (DateTimeException e) {
            throw wrong("--start-lag '" + startLag + "' is no time: write 30s or 2m");
        }
        throw wrong("--start-lag '" + startLag + "' is not within 0 and a day");
    }

    private void write(Path file, String text) {
        try {
            Files.writeString(surroundings.workingDirectory().resolve(file), text);
        } catch (IOException e) {
            throw new CommandFailure("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
