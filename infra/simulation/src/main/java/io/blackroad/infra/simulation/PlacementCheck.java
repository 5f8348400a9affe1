package io.blackroad.infra.simulation;

import io.blackroad.decision.Outcome;
import io.blackroad.placement.Move;
import io.blackroad.placement.PlacementDecision;
import io.blackroad.placement.PlacementDecision.Placed;
import io.blackroad.placement.PlacementDecision.Planned;
import io.blackroad.placement.PlacementInput;
import io.blackroad.placement.PlacementState;
import io.blackroad.placement.Residence;
import io.blackroad.placement.Residence.Phase;
import io.blackroad.placement.Victims;
import io.blackroad.placement.WorkerState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ticks of placement: where agents count, who is moved, for how long a plan is open; reckoned anew from what agents
 * said. I3 beside it: one that never crashes decides the same, whatever the order of rows and agents.
 */
final class PlacementCheck implements Check {
    private final Log<Channels.Turned> turns;
    private final Bug bug;
    private final Map<String, Book> books = new HashMap<>();
    private int seen;

    /** A region: what its agents said last, the newest move of each that is under way, and when the last one ended. */
    private static final class Book {
        private PlacementState before = PlacementState.EMPTY;
        private final Map<String, Residence> said = new HashMap<>();
        private final Map<String, Move> moving = new HashMap<>();
        private final Map<String, Long> movedAt = new HashMap<>();
        private final Map<String, Named> named = new HashMap<>();
    }

    /** When somebody was named to go, and in which boot. */
    private record Named(long epoch, long at) {}

    PlacementCheck(Log<Channels.Turned> turns, Bug bug) {
        this.turns = turns;
        this.bug = bug;
    }

    @Override
    public void look() {
        for (; seen < turns.end(); seen++) {
            Channels.Turned next = turns.at(seen);
            Book book = books.computeIfAbsent(next.region(), any -> new Book());
            again(book, next);
            hear(book, next);
            places(book, next);
            plans(book, next);
            victims(book, next);
            book.before = next.after();
        }
    }

    private void again(Book book, Channels.Turned next) {
        PlacementInput given = next.input();
        PlacementInput shuffled =
                new PlacementInput(reversed(given.rows()), given.said(), reversed(given.scaleIns()), given.live());
        Outcome<PlacementState, PlacementDecision> again =
                PlacementBugs.decide(book.before, given.scaleIns().size() > 1 ? given : shuffled, next.end(), bug);
        if (!again.decisions().equals(next.decisions())
                || !again.state().workers().equals(next.after().workers())) {
            throw new Violation(
                    Invariant.I3_DETERMINISM,
                    next.region() + " decided " + next.decisions() + " at " + next.end() + ", and again "
                            + again.decisions());
        }
    }

    private static <T> List<T> reversed(List<T> some) {
        List<T> reversed = new ArrayList<>(some);
        Collections.reverse(reversed);
        return reversed;
    }

    private static void hear(Book book, Channels.Turned next) {
        for (Residence now : next.input().said()) {
            Residence before = book.said.get(now.agentId());
            Move move = book.moving.get(now.agentId());
            boolean booted = before == null || before.epoch() != now.epoch();
            if (move != null && !booted && runs(now) && now.worker().equals(move.toWorker())) {
                book.movedAt.put(now.agentId(), next.end().toEpochMilli());
            }
            if (booted || move != null && !now.worker().equals(move.fromWorker())) {
                book.moving.remove(now.agentId());
            }
            if (now.phase() == Phase.FORGOTTEN) {
                book.said.remove(now.agentId());
            } else {
                book.said.put(now.agentId(), now);
            }
        }
    }

    private static void places(Book book, Channels.Turned next) {
        Map<String, Integer> heard = new TreeMap<>();
        for (WorkerState worker : next.after().workers()) {
            heard.put(worker.id(), -worker.heard());
        }
        for (Residence said : book.said.values()) {
            if (runs(said)) {
                heard.computeIfPresent(said.worker(), (worker, count) -> count + 1);
            }
        }
        heard.forEach((worker, count) -> {
            if (count != 0) {
                String what = worker + " counts " + -count + " agents more than say that they run there";
                throw violation(Invariant.PLACES, next, what);
            }
        });
        for (PlacementDecision decision : next.decisions()) {
            if (decision instanceof Placed placed && !placed.said()) {
                requireLive(next, placed.agentId(), placed.worker());
            } else if (decision instanceof Planned planned) {
                planned.moves().forEach(move -> requireLive(next, move.agentId(), move.toWorker()));
            }
        }
    }

    private static void requireLive(Channels.Turned next, String agentId, String to) {
        boolean live = next.after().workers().stream()
                .anyMatch(worker -> worker.id().equals(to) && worker.status() == WorkerState.Status.LIVE);
        if (!live) {
            throw violation(Invariant.PLACES, next, agentId + " is sent to " + to + ", which takes nobody");
        }
    }

    private static void plans(Book book, Channels.Turned next) {
        long now = next.end().toEpochMilli();
        long open =
                next.after().plan().open() == 0 ? 0 : now - next.after().plan().startedMillis();
        // Nothing ends while facts of the past are read.
        if (open >= PlacementStage.POLICY.answerMillis() && next.input().live()) {
            throw violation(Invariant.PLANS, next, next.after().plan() + " is open for " + open + " ms");
        }
        for (PlacementDecision decision : next.decisions()) {
            if (decision instanceof Placed placed) {
                book.moving.remove(placed.agentId());
            } else if (decision instanceof Planned planned) {
                for (Move move : planned.moves()) {
                    rests(book, next, move, now);
                    book.moving.put(move.agentId(), move);
                }
            }
        }
    }

    /** A worker that drains is left by all, however lately they came. */
    private static void rests(Book book, Channels.Turned next, Move move, long now) {
        boolean drains = next.after().workers().stream()
                .anyMatch(
                        worker -> worker.id().equals(move.fromWorker()) && worker.status() != WorkerState.Status.LIVE);
        Long moved = book.movedAt.get(move.agentId());
        boolean rests =
                moved != null && now - moved < PlacementStage.POLICY.rebalance().cooldownMillis();
        if (rests && !drains) {
            throw violation(Invariant.PLANS, next, move + " comes " + (now - moved) + " ms after its last");
        }
    }

    /** Until its word that it drains must have come nobody who was named is named again. */
    private static void victims(Book book, Channels.Turned next) {
        long now = next.end().toEpochMilli();
        for (PlacementDecision decision : next.decisions()) {
            if (decision instanceof Planned planned) {
                for (Victims.Victim victim : planned.victims()) {
                    long epoch = book.said.get(victim.name()).epoch();
                    Named before = book.named.put(victim.name(), new Named(epoch, now));
                    if (before != null
                            && before.epoch() == epoch
                            && now - before.at() < PlacementStage.POLICY.answerMillis()) {
                        throw violation(
                                Invariant.VICTIMS,
                                next,
                                victim.name() + " is named again after " + (now - before.at()) + " ms");
                    }
                }
            }
        }
    }

    private static boolean runs(Residence said) {
        return said.phase() == Phase.RUNNING || said.phase() == Phase.DRAINING;
    }

    private static Violation violation(Invariant invariant, Channels.Turned next, String what) {
        return new Violation(invariant, next.region() + " at " + next.end() + ": " + what);
    }
}
