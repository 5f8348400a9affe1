package io.blackroad.infra.cli.capture;

import io.blackroad.connect.capture.CaptureException;
import io.blackroad.connect.capture.CaptureHealth;
import io.blackroad.connect.capture.ConnectWorker;
import io.blackroad.connect.database.ControlDatabase;
import io.blackroad.connect.database.DatabaseException;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.database.Databases;
import io.blackroad.infra.cli.process.Steps;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says, once each time, that change capture stands still and what to do, and that it goes on again. */
public final class CaptureWatch implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** A start, or a database that comes back, takes so many looks. */
    private static final int PATIENCE = 6;

    private final ConnectWorker worker;
    private final ControlDatabase database;
    private final Steps steps;
    private final CountDownLatch closed = new CountDownLatch(1);

    private CaptureWatch(Settings settings, Steps steps) {
        this.worker = new ConnectWorker(settings.connectUrl());
        this.database = Databases.of(settings);
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
        int ill = 0;
        while (!isClosedAfter(LOOK)) {
            List<String> problems = problems();
            if (!problems.isEmpty() && ++ill == PATIENCE) {
                steps.say("connect    change capture stands still, the last rules stay in force: "
                        + String.join("; ", problems) + "; ./scale.sh connect resnapshot repairs it");
            }
            if (problems.isEmpty()) {
                if (ill >= PATIENCE) {
                    steps.say("connect    change capture goes on");
                }
                ill = 0;
            }
        }
    }

    private List<String> problems() {
        try {
            return CaptureHealth.problems(worker, database);
        } catch (CaptureException | DatabaseException e) {
            return List.of(e.getMessage());
        }
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
