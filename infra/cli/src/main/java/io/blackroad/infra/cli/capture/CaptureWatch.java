package io.blackroad.infra.cli.capture;

import io.blackroad.connect.TableComparison;
import io.blackroad.connect.TopicTables;
import io.blackroad.connect.capture.CaptureException;
import io.blackroad.connect.capture.CaptureHealth;
import io.blackroad.connect.capture.CaptureRepair;
import io.blackroad.connect.capture.ConnectWorker;
import io.blackroad.connect.database.ControlDatabase;
import io.blackroad.connect.database.DatabaseException;
import io.blackroad.connect.database.StoredTables;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.database.Databases;
import io.blackroad.infra.cli.process.Steps;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;

/**
 * Starts a connector again that failed, and says, once each time, that change capture stands still or that topics and
 * tables are not the same, what to do, and that it goes on again.
 */
public final class CaptureWatch implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** A start, or a database that comes back, takes so many looks. */
    private static final int PATIENCE = 6;

    /** Tables and topics are compared at each so many looks: once a minute. */
    private static final int COMPARE_EVERY = 12;

    private final ConnectWorker worker;
    private final ControlDatabase database;
    private final TopicTables topics;
    private final CaptureRepair repair;
    private final Steps steps;
    private final CountDownLatch closed = new CountDownLatch(1);
    private int looks;
    private int ill;
    private boolean differ;

    private CaptureWatch(Settings settings, Steps steps) {
        this.worker = new ConnectWorker(settings.connectUrl());
        this.database = Databases.of(settings);
        this.topics = Captures.topics(settings);
        this.repair = new CaptureRepair(worker, database);
        this.steps = steps;
    }

    /** Watches on a thread of its own until closed. */
    public static CaptureWatch start(Settings settings, Steps steps) {
        CaptureWatch watch = new CaptureWatch(settings, steps);
        Thread thread = new Thread(watch::run, "capture-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    private void run() {
        while (!isClosedAfter(LOOK)) {
            looks++;
            List<String> problems = problems();
            tell(problems);
            if (problems.isEmpty() && looks % COMPARE_EVERY == 0) {
                compare();
            }
        }
    }

    private List<String> problems() {
        try {
            if (repair.look(System.nanoTime())) {
                steps.say("connect    the connector had failed and was started again");
            }
            return CaptureHealth.problems(worker, database);
        } catch (CaptureException | DatabaseException e) {
            return List.of(e.getMessage());
        }
    }

    private void tell(List<String> problems) {
        if (!problems.isEmpty() && ++ill == PATIENCE) {
            steps.say("connect    change capture stands still, the last rules stay in force: "
                    + String.join("; ", problems) + "; ./scale.sh doctor says what repairs it");
        }
        if (problems.isEmpty()) {
            if (ill >= PATIENCE) {
                steps.say("connect    change capture goes on");
            }
            ill = 0;
        }
    }

    /** A row on its way is no difference: only what still differs after another look is told. */
    private void compare() {
        try {
            List<String> different = different();
            boolean now =
                    !different.isEmpty() && !isClosedAfter(LOOK) && !different().isEmpty();
            if (now && !differ) {
                steps.say("connect    tables and topics are not the same, although change capture runs: "
                        + String.join("; ", different) + "; ./scale.sh connect resnapshot repairs it");
            }
            differ = now;
        } catch (DatabaseException | KafkaException e) {
            // Whatever is away is told by those that need it first; the next minute compares again.
            steps.say("connect    tables and topics could not be compared: " + e.getMessage());
        }
    }

    private List<String> different() {
        return topics.compare(database.transaction(StoredTables::read)).stream()
                .filter(table -> !table.same())
                .map(TableComparison::difference)
                .toList();
    }

    private boolean isClosedAfter(Duration time) {
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
