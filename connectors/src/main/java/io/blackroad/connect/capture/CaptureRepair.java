package io.blackroad.connect.capture;

import io.blackroad.connect.database.ControlDatabase;
import io.blackroad.connect.database.DatabaseException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Starts a connector again that has failed, as one does that was started while its database was away: Connect itself leaves
 * it as it is. Each time it waits twice as long, from {@link #FIRST} to {@link #LONGEST}, until it has run for the longest.
 * Not where rows would be lost by it, since the slot is gone or begins behind what was read: that takes a snapshot, which
 * a person asks for.
 */
public final class CaptureRepair {
    static final Duration FIRST = Duration.ofSeconds(5);
    static final Duration LONGEST = Duration.ofMinutes(2);

    private final ConnectWorker worker;
    private final ControlDatabase database;
    private Duration pause = FIRST;
    private long last;
    private boolean tried;

    public CaptureRepair(ConnectWorker worker, ControlDatabase database) {
        this.worker = worker;
        this.database = database;
    }

    /**
     * Looks once.
     *
     * @param nanoTime now
     * @return whether the connector was started again
     * @throws CaptureException if the worker cannot be asked
     */
    public boolean look(long nanoTime) {
        ConnectorState state = worker.state();
        if (!state.isFailed()) {
            rested(nanoTime);
            return false;
        }
        if (!isDue(nanoTime) || !canGoOn()) {
            return false;
        }
        worker.restart();
        tried(nanoTime);
        return true;
    }

    /** Whether as much time has passed as the last tries ask for. */
    boolean isDue(long nanoTime) {
        return !tried || nanoTime - last >= pause.toNanos();
    }

    void tried(long nanoTime) {
        if (tried) {
            pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
        }
        tried = true;
        last = nanoTime;
    }

    void rested(long nanoTime) {
        if (tried && nanoTime - last >= LONGEST.toNanos()) {
            tried = false;
            pause = FIRST;
        }
    }

    /** Without an answer of the database a start would only fail again. */
    private boolean canGoOn() {
        try {
            return losesNothing(Slot.of(database), worker.readLsn());
        } catch (DatabaseException e) {
            return false;
        }
    }

    static boolean losesNothing(Optional<Slot> slot, OptionalLong readLsn) {
        if (readLsn.isEmpty()) {
            return true;
        }
        return slot.filter(found -> !found.isLost() && !found.isAheadOf(readLsn))
                .isPresent();
    }
}
