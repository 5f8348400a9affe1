package io.blackroad.infra.cli.backtest;

import io.blackroad.backtest.Backtest;
import io.blackroad.backtest.Demand;
import io.blackroad.backtest.ReplicaModel;
import io.blackroad.backtest.Run;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.producer.replay.LoadTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Plays demands to entrants, as many at once as there are processors; the order of the answers is that of the entrants. */
final class Rounds implements AutoCloseable {
    private final ExecutorService threads =
            Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors()));
    private final double dollars;
    private final int points;

    Rounds(double dollars, int points) {
        this.dollars = dollars;
        this.points = points;
    }

    /** A trace as a demand whose peak needs so many replicas. */
    static Demand demand(LoadTrace trace, double peak) {
        return Demand.of(trace.seconds(), trace.starts(), trace.levels()).peakingAt(peak);
    }

    List<Run> play(Demand demand, ReplicaModel model, List<Entrant> entrants) {
        List<Future<Run>> runs = new ArrayList<>();
        for (Entrant entrant : entrants) {
            runs.add(threads.submit(() -> {
                Backtest plain = Backtest.of(demand, entrant.model(model));
                return new Backtest(demand, plain.model(), plain.start(), dollars, points, Backtest.KEPT_CHANGES)
                        .play(entrant.contestant(model.tick(), dollars));
            }));
        }
        List<Run> played = new ArrayList<>();
        for (Future<Run> run : runs) {
            played.add(result(run));
        }
        return played;
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
