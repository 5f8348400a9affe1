package io.blackroad.connect.capture;

import io.blackroad.connect.database.ControlDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether rows of the control database reach the topics. The connector alone does not say: of a slot whose log is gone it
 * believes for half an hour that it only has to wait.
 */
public final class CaptureHealth {
    /** A connector that works keeps the server's log for seconds, a few MB. */
    private static final long MUCH_LOG_BYTES = 256L << 20;

    private CaptureHealth() {}

    /**
     * Everything that is wrong; empty while rows are captured.
     *
     * @throws CaptureException if the worker cannot be asked
     * @throws io.blackroad.connect.database.DatabaseException if the database cannot be asked
     */
    public static List<String> problems(ConnectWorker worker, ControlDatabase database) {
        ConnectorState state = worker.state();
        // The slot before the offsets: of a connector that goes on meanwhile, the slot moves last.
        Optional<Slot> slot = Slot.of(database);
        return problems(state, slot, state.isRunning() ? OptionalLong.empty() : worker.readLsn());
    }

    static List<String> problems(ConnectorState state, Optional<Slot> slot, OptionalLong readLsn) {
        List<String> problems = new ArrayList<>();
        if (state.isFailed()) {
            problems.add("the connector " + ControlConnector.NAME + " failed: " + state.error());
        } else if (!state.isRunning()) {
            problems.add("the connector " + ControlConnector.NAME + " is " + state.connector() + ", its task "
                    + state.task());
        }
        if (slot.isEmpty()) {
            problems.add("the database has no replication slot " + ControlConnector.SLOT);
        } else if (slot.get().isLost()) {
            problems.add("the server has dropped log that the slot " + ControlConnector.SLOT + " still needed");
        } else if (slot.get().isAheadOf(readLsn)) {
            problems.add("the slot " + ControlConnector.SLOT + " was made anew or moved on by somebody, past rows that"
                    + " were not read");
        } else if (slot.get().retainedBytes() > MUCH_LOG_BYTES) {
            problems.add(slot.get().lag());
        }
        return problems;
    }
}
