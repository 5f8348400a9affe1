package io.blackroad.infra.cli.backtest;

import io.blackroad.backtest.Run;
import io.blackroad.backtest.Scores;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How we did on one trace against the peers.
 *
 * @param trace the trace
 * @param lagSeconds start lag
 * @param ours our run
 * @param peers theirs
 */
record Standing(String trace, int lagSeconds, Run ours, List<Run> peers) {

    /** Peers that are no worse in both under-provisioned time and replica-hours, and better in one. */
    List<String> dominators() {
        return peers.stream()
                .filter(peer -> ours.scores().isDominatedBy(peer.scores()))
                .map(Run::name)
                .toList();
    }

    /** The cheapest peer that was short no longer than we were. */
    Optional<Run> best() {
        return cheapest(peers, ours.scores().timeshareUnder());
    }

    private static Optional<Run> cheapest(List<Run> peers, double timeshareUnder) {
        return peers.stream()
                .filter(peer -> peer.scores().timeshareUnder() <= timeshareUnder)
                .min((a, b) ->
                        Double.compare(a.scores().replicaHours(), b.scores().replicaHours()));
    }

    String line() {
        Scores s = ours.scores();
        String versus = best().map(peer -> String.format(
                        Locale.ROOT,
                        "%.2f of %s, the best peer short no longer",
                        s.replicaHours() / peer.scores().replicaHours(),
                        peer.name()))
                .orElse("no peer is short no longer");
        List<String> better = dominators();
        return String.format(
                Locale.ROOT,
                "%-40s %4d s  %6.2f %% short  %9.1f replica-h  %5d reversals  %s%s",
                trace,
                lagSeconds,
                100 * s.timeshareUnder(),
                s.replicaHours(),
                s.reversals(),
                versus,
                better.isEmpty() ? "" : "; BETTER IN BOTH: " + String.join(", ", better));
    }
}
