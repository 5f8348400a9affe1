package io.blackroad.sink.jdbc;

import static io.blackroad.sink.jdbc.SqlType.INT;
import static io.blackroad.sink.jdbc.SqlType.JSON;
import static io.blackroad.sink.jdbc.SqlType.LONG;
import static io.blackroad.sink.jdbc.SqlType.TEXT;
import static io.blackroad.sink.jdbc.SqlType.TIME;

import io.blackroad.schema.AvroJson;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.control.Rule;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** {@code decisions}: a row a decision or hold, with its evidence. A re-run writes the same ones. */
final class DecisionTable implements TopicTable<ScaleDecided> {
    private static final Upsert<ScaleDecided> UPSERT = new Upsert<>(
            "decisions",
            List.of("decision_id", "shadow"),
            decided -> List.of(decided.getDecisionId(), shadow(decided)),
            new Columns<ScaleDecided>()
                    .with("decision_id", TEXT, ScaleDecided::getDecisionId)
                    .with("shadow", TEXT, DecisionTable::shadow)
                    .with("region", TEXT, ScaleDecided::getRegion)
                    .with("service", TEXT, ScaleDecided::getService)
                    .with("sequence", LONG, ScaleDecided::getSequence)
                    .with("decided_at", TIME, ScaleDecided::getDecidedAt)
                    .with("valid_until", TIME, ScaleDecided::getValidUntil)
                    .with("direction", TEXT, decided -> decided.getDirection().name())
                    .with("from_replicas", INT, ScaleDecided::getFromReplicas)
                    .with("to_replicas", INT, ScaleDecided::getToReplicas)
                    .with("binding", TEXT, decided -> decided.getBinding().name())
                    .with("reason", TEXT, ScaleDecided::getReason)
                    .with("utilization_permille", INT, ScaleDecided::getUtilizationPermille)
                    .with("predicted_permille", INT, ScaleDecided::getPredictedPermille)
                    .with("cost_delta_nano_dollars_per_hour", LONG, ScaleDecided::getCostDeltaNanoDollarsPerHour)
                    .with("rule_id", TEXT, decided -> rule(decided).getId())
                    .with("rule_kind", TEXT, decided -> rule(decided).getKind().name())
                    .with("rule_version", LONG, decided -> rule(decided).getVersion())
                    .with("proposals", JSON, decided -> json(decided.getProposals()))
                    .with("evidence", JSON, decided -> json(decided.getEvidence())),
            "false");

    @Override
    public Topic<ScaleDecided> topic() {
        return Topics.SCALE_DECIDED;
    }

    @Override
    public void write(Connection connection, List<Fact<ScaleDecided>> facts) throws SQLException {
        UPSERT.write(connection, facts.stream().map(Fact::value).toList());
    }

    private static String shadow(ScaleDecided decided) {
        return decided.getShadow() == null ? "" : decided.getShadow();
    }

    private static String json(Object value) {
        return AvroJson.value(value).toString();
    }

    private static Rule rule(ScaleDecided decided) {
        return decided.getEvidence().getRule();
    }
}
