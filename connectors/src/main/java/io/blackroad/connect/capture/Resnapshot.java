package io.blackroad.connect.capture;

import io.blackroad.connect.RowChange;
import io.blackroad.connect.TableComparison;
import io.blackroad.connect.TopicTables;
import io.blackroad.connect.database.ControlDatabase;
import io.blackroad.connect.database.StoredTables;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes the topics hold what the database holds, whatever happened to slot, log or topics. The connector is stopped, rows
 * that only the topics know are removed, the slot is dropped and the offsets forgotten; started again the connector makes
 * a new slot, writes the snapshot that belongs to it and goes on from there. Readers keep the rows they have meanwhile.
 */
public final class Resnapshot {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(30);

    private final ConnectWorker worker;
    private final ControlDatabase database;
    private final TopicTables topics;

    public Resnapshot(ConnectWorker worker, ControlDatabase database, TopicTables topics) {
        this.worker = worker;
        this.database = database;
        this.topics = topics;
    }

    /**
     * Returns when topics and tables are the same.
     *
     * @param progress told in a line what happens
     * @return every table, compared at the end
     * @throws CaptureException if a step does not come to its end; it can be started again
     */
    public List<TableComparison> run(Consumer<String> progress) {
        progress.accept("stopping the connector");
        worker.put(ControlConnector.settings());
        worker.stop();
        Waiting.until(this::isStopped, STOP_LIMIT, "the connector has stopped");
        List<RowChange> removed = topics.removeOrphans(database.transaction(StoredTables::read));
        progress.accept("removed " + removed.size() + " rows that only the topics had; taking a new snapshot");
        Slot.drop(database);
        worker.forgetOffsets();
        worker.resume();
        Waiting.until(this::isStreaming, START_LIMIT, "the connector has taken its snapshot");
        return settled();
    }

    private boolean isStopped() {
        return worker.state().isStopped()
                && Slot.of(database).filter(Slot::active).isEmpty();
    }

    /** The slot is read from once the snapshot is written. */
    private boolean isStreaming() {
        ConnectorState state = worker.state();
        if (state.isFailed()) {
            throw new CaptureException("the connector failed: " + state.error());
        }
        return state.isRunning() && Slot.of(database).filter(Slot::active).isPresent();
    }

    private List<TableComparison> settled() {
        long end = System.nanoTime() + SETTLE_LIMIT.toNanos();
        List<TableComparison> compared = compare();
        while (!compared.stream().allMatch(TableComparison::same) && System.nanoTime() < end) {
            Waiting.brief();
            compared = compare();
        }
        return compared;
    }

    private List<TableComparison> compare() {
        return topics.compare(database.transaction(StoredTables::read));
    }
}
