package io.blackroad.sink.database;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/**
 * What to do about an error of the database, by its code:
 * https://www.postgresql.org/docs/17/errcodes-appendix.html
 */
public enum SqlFault {
    /** The row is wrong and will be so at each try. */
    ROW,
    /** The server is gone, full, switching over or in conflict; later it may work. */
    PASSING,
    /** The caller may not, or the tables are not those that the code knows; somebody has to do something. */
    LASTING;

    /** Data exceptions, cardinality violations, constraint violations. */
    private static final Set<String> ROW_CLASSES = Set.of("22", "21", "23");

    /** Connection gone, no connection yet, rolled back, out of resources, operator's intervention, system error. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "57", "58");

    /** A lock not had in time, a transaction ended for idling, a primary that is a replica for the moment. */
    private static final Set<String> PASSING_STATES = Set.of("55P03", "55006", "25P03", "25006");

    private static final String CANCELLED = "57014";

    /** A value too long for an index. */
    private static final String TOO_LONG = "54000";

    /** The kind of an error; causes are looked into, since libraries wrap them. */
    public static SqlFault of(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return of(sql.getSQLState());
            }
        }
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException || cause instanceof SQLRecoverableException) {
                return PASSING;
            }
        }
        return LASTING;
    }

    /** True when the statement took too long or was cancelled: another server would take as long. */
    static boolean isCancelled(SQLException error) {
        return CANCELLED.equals(error.getSQLState());
    }

    private static SqlFault of(String state) {
        String family = state.substring(0, Math.min(2, state.length()));
        if (ROW_CLASSES.contains(family) || state.equals(TOO_LONG)) {
            return ROW;
        }
        return PASSING_CLASSES.contains(family) || PASSING_STATES.contains(state) ? PASSING : LASTING;
    }
}
