package io.blackroad.sink.jdbc;

import static io.blackroad.sink.jdbc.SqlType.INT;
import static io.blackroad.sink.jdbc.SqlType.JSON;
import static io.blackroad.sink.jdbc.SqlType.LONG;
import static io.blackroad.sink.jdbc.SqlType.TEXT;
import static io.blackroad.sink.jdbc.SqlType.TIME;

import io.blackroad.schema.AvroJson;
import io.blackroad.schema.RebalancePlanned;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** {@code rebalance_plans}: a row a plan, with its moves. */
final class RebalanceTable implements TopicTable<RebalancePlanned> {
    private static final Upsert<RebalancePlanned> UPSERT = new Upsert<>(
            "rebalance_plans",
            List.of("plan_id"),
            RebalancePlanned::getPlanId,
            new Columns<RebalancePlanned>()
                    .with("plan_id", TEXT, RebalancePlanned::getPlanId)
                    .with("region", TEXT, RebalancePlanned::getRegion)
                    .with("sequence", LONG, RebalancePlanned::getSequence)
                    .with("cause", TEXT, RebalancePlanned::getCause)
                    .with("lower_bound", INT, RebalancePlanned::getLowerBound)
                    .with("move_count", INT, plan -> plan.getMoves().size())
                    .with("moves", JSON, plan -> AvroJson.value(plan.getMoves()).toString())
                    .with("planned_at", TIME, RebalancePlanned::getOccurredAt),
            "false");

    @Override
    public Topic<RebalancePlanned> topic() {
        return Topics.REBALANCE_PLANNED;
    }

    @Override
    public void write(Connection connection, List<Fact<RebalancePlanned>> facts) throws SQLException {
        UPSERT.write(connection, facts.stream().map(Fact::value).toList());
    }
}
