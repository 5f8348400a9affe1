package io.blackroad.infra.cli.config;

import java.util.Set;

/**
 * How the fleet's history in PostgreSQL is kept and asked.
 *
 * @param replicas URLs of streaming replicas of the database, to read from
 * @param monthsKept months of tasks that stay besides this one
 */
public record HistorySettings(Set<String> replicas, int monthsKept) {

    static HistorySettings of(SettingParser parser) {
        return new HistorySettings(
                parser.names(Setting.HISTORY_REPLICAS), parser.integer(Setting.HISTORY_MONTHS, 1, 1_200));
    }
}
