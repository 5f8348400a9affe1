package io.blackroad.infra.cli.backtest;

import io.blackroad.backtest.Backtest;
import io.blackroad.backtest.Demand;
import io.blackroad.backtest.ReplicaModel;
import io.blackroad.backtest.Run;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.terminal.Progress;
import io.blackroad.producer.replay.LoadTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays demands to entrants, as many at once as there are processors; the order of the answers is that of the entrants. */
final class Rounds implements AutoCloseable {
    private final ExecutorService threads =
            Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors()));
    private final AtomicInteger played = new AtomicInteger();
    private final double dollars;
    private final int points;
    private final Progress progress;
    private int expected;

    Rounds(double dollars, int points, Progress progress) {
        this.dollars = dollars;
        this.points = points;
        this.progress = progress;
    }

    /** Tells how many runs are to come, for the bar. */
    void expect(int runs) {
        expected = runs;
    }

    /** A trace as a demand whose peak needs so many replicas. */
    static Demand demand(LoadTrace trace, double peak) {
        return Demand.of(trace.seconds(), trace.starts(), trace.levels()).peakingAt(peak);
    }

    /** @param name of what is played, for people */
    List<Run> play(String name, Demand demand, ReplicaModel model, List<Entrant> entrants) {
        List<Future<Run>> runs = new ArrayList<>();
        for (Entrant entrant : entrants) {
            progress.at(name, played.get(), expected);
            runs.add(threads.submit(() -> {
                Backtest plain = Backtest.of(demand, entrant.model(model));
                Run run = new Backtest(demand, plain.model(), plain.start(), dollars, points, Backtest.KEPT_CHANGES)
                        .play(entrant.contestant(model.tick(), dollars));
                progress.at(name, played.incrementAndGet(), expected);
                return run;
            }));
        }
        List<Run> results = new ArrayList<>();
        for (Future<Run> run : runs) {
            results.add(result(run));
        }
        return results;
    }

    private static Run result(Future<Run> run) {
        try {
            return run.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
