package io.blackroad.connect.capture;

import io.blackroad.connect.database.ControlDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether rows of the control database reach the topics. The connector alone does not say: of a slot whose log is gone it
 * believes for half an hour that it only has to wait.
 */
public final class CaptureHealth {
    /** A connector that works keeps the server's log for seconds, a few MB. */
    private static final long MUCH_LOG_BYTES = 256L << 20;

    private static final double BYTES_A_MB = 1e6;

    private CaptureHealth() {}

    /**
     * Everything that is wrong; empty while rows are captured.
     *
     * @throws CaptureException if the worker cannot be asked
     * @throws io.blackroad.connect.database.DatabaseException if the database cannot be asked
     */
    public static List<String> problems(ConnectWorker worker, ControlDatabase database) {
        return problems(worker.state(), Slot.of(database));
    }

    static List<String> problems(ConnectorState state, Optional<Slot> slot) {
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
        } else if (slot.get().retainedBytes() > MUCH_LOG_BYTES) {
            problems.add(String.format(
                    Locale.ROOT,
                    "the server keeps %.0f MB of its log for the slot %s",
                    slot.get().retainedBytes() / BYTES_A_MB,
                    ControlConnector.SLOT));
        }
        return problems;
    }
}
