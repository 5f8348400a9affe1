package io.blackroad.sink.jdbc;

import io.blackroad.sink.database.ScaledDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the monthly partitions of tasks as {@link MonthPlan} says. A partition cannot be made while the default one has
 * rows of its month, so each month is a table first, gets those rows, and is attached then, all in one transaction that
 * holds the default partition. Of several processes one does it at a time; each step may be repeated.
 */
final class TaskMonths {
    private static final Logger LOG = LoggerFactory.getLogger(TaskMonths.class);
    private static final Pattern NAME = Pattern.compile("tasks_(\\d{4})_(\\d{2})");

    /** Writers wait behind a lock that is waited for, so it is not waited for long; the next round tries again. */
    private static final String BRIEFLY = "SET LOCAL lock_timeout = '3s'";

    /** Any number that nothing else in the database takes. */
    private static final String ALONE = "SELECT pg_advisory_xact_lock(7230195527710204)";

    private static final int KEYS_AT_ONCE = 20_000;
    private static final String FORGET = """
            DELETE FROM fleet.task_keys WHERE task_id IN
            (SELECT task_id FROM fleet.task_keys WHERE first_heard_at < ?::timestamptz LIMIT %d)""".formatted(KEYS_AT_ONCE);

    /** Every column but those that PostgreSQL makes itself. */
    private static final String COLUMNS = """
            SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
            WHERE attrelid = 'fleet.tasks'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''""";

    private final ScaledDatabase database;
    private final MonthPolicy policy;

    TaskMonths(ScaledDatabase database, MonthPolicy policy) {
        this.database = database;
        this.policy = policy;
    }

    /** Does what is due at {@code now}. */
    void keep(Instant now) throws SQLException {
        YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        MonthPlan plan =
                database.write(connection -> MonthPlan.of(attached(connection), waiting(connection), month, policy));
        for (YearMonth attach : plan.attach()) {
            step(attach, this::attach);
        }
        for (YearMonth detach : plan.detach()) {
            step(detach, TaskMonths::detach);
        }
        for (YearMonth archive : plan.archive()) {
            step(archive, TaskMonths::fill);
        }
        forgetBefore(month.minusMonths(policy.kept()));
    }

    private interface Step {
        void run(Connection connection, YearMonth month) throws SQLException;
    }

    private void step(YearMonth month, Step step) throws SQLException {
        database.write(connection -> {
            execute(connection, BRIEFLY, ALONE);
            step.run(connection, month);
            return null;
        });
    }

    private void attach(Connection connection, YearMonth month) throws SQLException {
        if (attached(connection).contains(month)) {
            return;
        }
        int rows = fill(connection, month);
        execute(
                connection,
                "ALTER TABLE fleet.tasks ATTACH PARTITION fleet." + name(month) + " FOR VALUES FROM ('" + start(month)
                        + "') TO ('" + start(month.plusMonths(1)) + "')");
        LOG.info("tasks of {} have their partition, {} rows came from the default one", month, rows);
    }

    /** Moves a month's rows out of the default partition. */
    private static int fill(Connection connection, YearMonth month) throws SQLException {
        String table = "fleet." + name(month);
        execute(
                connection,
                "CREATE TABLE IF NOT EXISTS " + table + " (LIKE fleet.tasks INCLUDING ALL) WITH (fillfactor = 80)",
                "LOCK TABLE fleet.tasks_default IN ACCESS EXCLUSIVE MODE");
        String columns = text(connection, COLUMNS);
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("WITH moved AS (DELETE FROM fleet.tasks_default WHERE first_heard_at >= '"
                    + start(month) + "' AND first_heard_at < '" + start(month.plusMonths(1)) + "' RETURNING " + columns
                    + ") INSERT INTO " + table + " (" + columns + ") SELECT " + columns
                    + " FROM moved ON CONFLICT DO NOTHING");
        }
    }

    private static void detach(Connection connection, YearMonth month) throws SQLException {
        if (attached(connection).contains(month)) {
            execute(connection, "ALTER TABLE fleet.tasks DETACH PARTITION fleet." + name(month));
            LOG.info("tasks of {} are past their retention: fleet.{} is a table of its own now", month, name(month));
        }
    }

    /** In small transactions: writers need these rows too. */
    private void forgetBefore(YearMonth oldest) throws SQLException {
        int forgotten = KEYS_AT_ONCE;
        while (forgotten == KEYS_AT_ONCE) {
            forgotten = database.write(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
                    statement.setString(1, start(oldest));
                    return statement.executeUpdate();
                }
            });
        }
    }

    static Set<YearMonth> attached(Connection connection) throws SQLException {
        Set<YearMonth> months = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT c.relname FROM pg_inherits i"
                        + " JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'fleet.tasks'::regclass")) {
            while (row.next()) {
                Matcher name = NAME.matcher(row.getString(1));
                if (name.matches()) {
                    months.add(YearMonth.of(Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2))));
                }
            }
        }
        return months;
    }

    private static Set<YearMonth> waiting(Connection connection) throws SQLException {
        Set<YearMonth> months = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT DISTINCT to_char(first_heard_at AT TIME ZONE 'UTC',"
                        + " 'YYYY-MM') FROM fleet.tasks_default")) {
            while (row.next()) {
                months.add(YearMonth.parse(row.getString(1)));
            }
        }
        return months;
    }

    private static String name(YearMonth month) {
        return "tasks_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
    }

    private static String start(YearMonth month) {
        return month + "-01T00:00:00Z";
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
