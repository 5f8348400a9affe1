package io.blackroad.infra.cli.backtest;

import io.blackroad.backtest.Demand;
import io.blackroad.backtest.ReplicaModel;
import io.blackroad.backtest.Run;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.producer.replay.LoadTrace;
import io.blackroad.producer.replay.TraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every trace of a folder through the adaptive rule and its peers, with two start lags. */
final class Scoreboard {
    static final int[] LAG_SECONDS = {30, 120};

    private final Rounds rounds;
    private final double peak;
    private final Consumer<String> told;

    Scoreboard(Rounds rounds, double peak, Consumer<String> told) {
        this.rounds = rounds;
        this.peak = peak;
        this.told = told;
    }

    List<Standing> play(Path folder) {
        List<LoadTrace> traces = traces(folder);
        List<Entrant> entrants = new ArrayList<>();
        entrants.add(Entrant.shipped(Entrant.OURS));
        entrants.addAll(Entrant.peers());
        rounds.expect(traces.size() * LAG_SECONDS.length * entrants.size());
        List<Standing> standings = new ArrayList<>();
        for (LoadTrace trace : traces) {
            Demand demand = Rounds.demand(trace, peak);
            for (int lag : LAG_SECONDS) {
                String name = trace.name() + ", start lag " + lag + " s";
                List<Run> runs = rounds.play(name, demand, ReplicaModel.of(Duration.ofSeconds(lag)), entrants);
                standings.add(new Standing(trace.name(), lag, runs.get(0), runs.subList(1, runs.size())));
            }
        }
        return standings;
    }

    /** Those that are a load, each once; the others are named with the reason. */
    private List<LoadTrace> traces(Path folder) {
        List<LoadTrace> traces = new ArrayList<>();
        for (Path file : files(folder)) {
            try {
                LoadTrace trace = LoadTrace.read(file);
                LoadTrace same = same(traces, trace);
                if (same == null) {
                    traces.add(trace);
                } else {
                    told.accept("skipped " + trace.name() + ": the same load as " + same.name());
                }
            } catch (TraceException e) {
                told.accept("skipped " + e.getMessage());
            }
        }
        if (traces.isEmpty()) {
            throw new CommandFailure(folder + " has no trace with a load; name a folder of traces");
        }
        return traces;
    }

    private static LoadTrace same(List<LoadTrace> traces, LoadTrace trace) {
        return traces.stream()
                .filter(known -> known.seconds() == trace.seconds() && Arrays.equals(known.levels(), trace.levels()))
                .findFirst()
                .orElse(null);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.csv(\\.gz)?"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CommandFailure("cannot read the folder " + folder + ": " + e.getMessage(), e);
        }
    }
}
