package io.blackroad.sink.jdbc;

import java.util.List;

/** Every topic that has a table. */
final class TopicTables {
    private TopicTables() {}

    static List<TopicTable<?>> all() {
        return List.of(new TaskTable(), new DecisionTable(), new CostTable(), new RebalanceTable());
    }
}
