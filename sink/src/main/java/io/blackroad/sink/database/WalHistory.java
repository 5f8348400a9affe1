package io.blackroad.sink.database;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Where the primary's log ended and when, so that a replica's delay is a time even when nothing is committed: PostgreSQL's
 * own {@code pg_last_xact_replay_timestamp} grows on an idle primary, and compares two clocks. Exact to the interval of
 * the looks, in which it errs to the longer side.
 */
final class WalHistory {
    /** An hour of looks each second; a replica further behind than that is late by any bound. */
    private static final int LIMIT = 3_600;

    private final Deque<Look> looks = new ArrayDeque<>();

    private record Look(Instant at, Lsn end) {}

    /** The log ended here. A primary that was replaced may have gone back; then what was known of it says nothing. */
    void add(Instant at, Lsn end) {
        if (!looks.isEmpty() && end.compareTo(looks.getLast().end) < 0) {
            looks.clear();
        }
        if (looks.size() == LIMIT) {
            looks.removeFirst();
        }
        looks.addLast(new Look(at, end));
    }

    /** Where the log ended at the last look; empty before the first. */
    Optional<Lsn> end() {
        return Optional.ofNullable(looks.peekLast()).map(Look::end);
    }

    /** How long ago the log went past {@code replayed}; zero when it has not. */
    Duration behind(Lsn replayed, Instant now) {
        Instant reached = null;
        for (Iterator<Look> newest = looks.descendingIterator(); newest.hasNext(); ) {
            Look look = newest.next();
            if (look.end.compareTo(replayed) <= 0) {
                return reached == null ? Duration.ZERO : Duration.between(look.at, now);
            }
            reached = look.at;
        }
        return reached == null ? Duration.ZERO : Duration.between(reached, now);
    }
}
