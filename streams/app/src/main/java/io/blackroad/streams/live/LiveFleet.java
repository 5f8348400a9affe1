package io.blackroad.streams.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The fleet in rounds, one a view, and what a reader must be told to come from any round to the newest. It remembers a
 * few rounds, so whoever reads slowly, or comes back soon, gets the difference at once; whoever knows nothing, or an older
 * round, gets everything. Texts are made once a round and shared by all readers.
 */
final class LiveFleet {
    /** A round that nobody has: the reader knows nothing. */
    static final long NOTHING = 0;

    /** Rounds from which a reader can go on: half a minute at one a second, 2 MB with 30,000 agents. */
    static final int REMEMBERED = 32;

    private final String run;
    private final Seating seating = new Seating();
    private final SeriesBook series = new SeriesBook();
    private final RecentDecisions decisions = new RecentDecisions();
    private final Deque<Round> rounds = new ArrayDeque<>();
    private final Map<Long, Message> messages = new HashMap<>();
    private long newest = NOTHING;
    private View view;

    /** @param run names this memory; a reader of another one starts anew */
    LiveFleet(String run) {
        this.run = run;
    }

    private record Round(
            long number, Seating.Change change, byte[] frame, List<TargetPoint> points, List<ObjectNode> decisions) {}

    /** What brings a reader to a round. */
    record Message(long round, byte[] bytes) {}

    /** Takes over the next view, which makes the next round. */
    synchronized void add(View next) {
        view = next;
        Seating.Change change = seating.update(next.sights(), next.missing().isEmpty());
        List<TargetPoint> points = series.add(next.points());
        series.forget(next.at().getEpochSecond() - SeriesBook.KEPT_SECONDS);
        newest++;
        rounds.addLast(new Round(newest, change, seating.frame(), points, decisions.add(next.decisions())));
        while (rounds.size() > REMEMBERED) {
            rounds.removeFirst();
        }
        messages.clear();
    }

    /** Forgets what is outdated once nobody looks any more; agents keep their seats. */
    synchronized void rest() {
        rounds.clear();
        messages.clear();
    }

    /** Number of the newest round; {@link #NOTHING} before the first. */
    synchronized long newest() {
        return newest;
    }

    /** The round that an event id names; {@link #NOTHING} when it is not remembered. */
    synchronized long roundOf(String eventId) {
        for (Round round : rounds) {
            if (idOf(round.number()).equals(eventId)) {
                return round.number();
            }
        }
        return NOTHING;
    }

    /** What a reader who has a round must be told; null when it is the newest. */
    synchronized Message since(long base) {
        return rounds.isEmpty() || base == newest ? null : messages.computeIfAbsent(base, this::message);
    }

    private Message message(long base) {
        Round known = rounds.stream()
                .filter(round -> round.number() == base)
                .findFirst()
                .orElse(null);
        return new Message(newest, known == null ? everything() : difference(known));
    }

    private byte[] everything() {
        return new EventText()
                .layout(newest, seating.layout())
                .series(series.after(Long.MIN_VALUE))
                .decisions(decisions.all())
                .marks("frame", idOf(newest), head(0), rounds.getLast().frame())
                .bytes();
    }

    private byte[] difference(Round known) {
        EventText text = new EventText();
        boolean reseated = false;
        for (Round round : after(known)) {
            reseated |= round.change().reseated();
        }
        if (reseated) {
            text.layout(newest, seating.layout());
        }
        for (Round round : after(known)) {
            if (!reseated && !round.change().none()) {
                text.seats(round.change());
            }
            if (!round.points().isEmpty()) {
                text.series(round.points());
            }
            if (!round.decisions().isEmpty()) {
                text.decisions(round.decisions());
            }
        }
        byte[] frame = rounds.getLast().frame();
        byte[] delta = reseated ? null : Frames.delta(known.frame(), frame);
        ObjectNode head = head(newest - known.number() - 1);
        return text.marks(delta == null ? "frame" : "delta", idOf(newest), head, delta == null ? frame : delta)
                .bytes();
    }

    private Iterable<Round> after(Round known) {
        return () -> {
            Iterator<Round> iterator = rounds.iterator();
            while (iterator.hasNext() && iterator.next() != known) {}
            return iterator;
        };
    }

    private ObjectNode head(long skipped) {
        int seats = rounds.getLast().frame().length / Frames.BYTES_A_SEAT;
        return EventText.head(newest, view, seating.agents(), seats, seating.unseated(), skipped);
    }

    private String idOf(long round) {
        return run + "." + round;
    }
}
