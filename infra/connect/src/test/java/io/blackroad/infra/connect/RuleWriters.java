package io.blackroad.infra.connect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A writer for each of two rules, whose transactions of several rows overlap. They write until they are told to stop, so
 * many rows ahead of who reads them and no more, and go on when the database was away.
 */
final class RuleWriters implements AutoCloseable {
    static final List<String> RULES = List.of("api", "worker");

    private static final int UPDATES = 3;
    private static final long ASK_AGAIN_NANOS = 100_000_000;

    private final CaptureStack stack;
    private final String mark;
    private final Semaphore room;
    private final AtomicInteger brokenOff = new AtomicInteger();
    private final List<CompletableFuture<Integer>> writers;
    private volatile boolean more = true;

    /**
     * @param mark tells their rows from those of others
     * @param ahead rows that are committed and not read
     */
    RuleWriters(CaptureStack stack, String mark, int ahead) {
        this.stack = stack;
        this.mark = mark;
        this.room = new Semaphore(ahead);
        writers = RULES.stream()
                .map(rule -> CompletableFuture.supplyAsync(() -> write(rule)))
                .toList();
    }

    /** So many rows were read. */
    void read(int rows) {
        room.release(rows);
    }

    /** How many transactions the database broke off. */
    int brokenOff() {
        return brokenOff.get();
    }

    /** Waits for the transactions at hand and says how many were committed. */
    int stop() {
        close();
        return writers.stream().mapToInt(CompletableFuture::join).sum();
    }

    @Override
    public void close() {
        more = false;
        room.release(RULES.size() * UPDATES);
    }

    private int write(String rule) {
        int written = 0;
        int tried = 0;
        while (more) {
            try (Connection connection = stack.database().open();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                while (more) {
                    room.acquireUninterruptibly(UPDATES);
                    // Another number each time: nobody knows whether a commit without an answer was one.
                    transact(statement, rule, tried++);
                    connection.commit();
                    written++;
                }
            } catch (SQLException e) {
                if (!isAway(e)) {
                    throw new IllegalStateException(e);
                }
                brokenOff.incrementAndGet();
                LockSupport.parkNanos(ASK_AGAIN_NANOS);
            }
        }
        return written;
    }

    private void transact(Statement statement, String rule, int number) throws SQLException {
        for (int update = 0; update < UPDATES; update++) {
            statement.execute("UPDATE rules SET cooldown_seconds = cooldown_seconds + 1 WHERE id = '" + rule + "'");
        }
        statement.execute("INSERT INTO budgets (service, monthly_dollars) SELECT '" + rule + "-" + mark + "-" + number
                + "-' || n, n FROM generate_series(1, 5) n");
    }

    /** The connection broke, or the server ends or starts. */
    private static boolean isAway(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }
}
