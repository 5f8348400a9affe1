package io.blackroad.sink.jdbc;

import static io.blackroad.sink.jdbc.SqlType.JSON;
import static io.blackroad.sink.jdbc.SqlType.LONG;
import static io.blackroad.sink.jdbc.SqlType.TEXT;
import static io.blackroad.sink.jdbc.SqlType.TIME;

import io.blackroad.schema.AvroJson;
import io.blackroad.schema.CostAccrued;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** {@code cost_hours}: a row an hour of a service in a region; the one accrued furthest stands. */
final class CostTable implements TopicTable<CostAccrued> {
    private static final Upsert<CostAccrued> UPSERT = new Upsert<>(
            "cost_hours",
            List.of("region", "service", "hour"),
            cost -> List.of(cost.getRegion(), cost.getService(), cost.getHour()),
            new Columns<CostAccrued>()
                    .with("region", TEXT, CostAccrued::getRegion)
                    .with("service", TEXT, CostAccrued::getService)
                    .with("hour", TIME, CostAccrued::getHour)
                    .with("provider", TEXT, CostAccrued::getProvider)
                    .with("nano_dollars", LONG, CostAccrued::getNanoDollars)
                    .with("items", JSON, cost -> AvroJson.value(cost.getItems()).toString())
                    .with("accrued_until", TIME, CostAccrued::getOccurredAt),
            "t.accrued_until > excluded.accrued_until");

    @Override
    public Topic<CostAccrued> topic() {
        return Topics.COST_ACCRUED;
    }

    @Override
    public void write(Connection connection, List<Fact<CostAccrued>> facts) throws SQLException {
        UPSERT.write(connection, facts.stream().map(Fact::value).toList());
    }
}
