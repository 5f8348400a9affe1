package io.blackroad.infra.cli.up;

import io.blackroad.connect.ControlWriter;
import io.blackroad.connect.RowChange;
import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.infra.cli.topic.ClusterTopics;
import io.blackroad.schema.SchemaRegistration;
import io.blackroad.schema.SchemaRegistry;
import java.util.List;

/** Topics, which must be there before anything reads or writes, and the control tables, which may come later. */
final class Preparation {
    private Preparation() {}

    static void topics(Settings settings, Steps steps) {
        Steps.Step topics = steps.begin("topics", "creating what is missing");
        int created = new ClusterTopics(settings).apply().size();
        topics.done(created + " changed");
    }

    /** Returns the rows that differed. */
    static List<RowChange> control(UpPlan plan, Settings settings, Steps steps) {
        Steps.Step control = steps.begin("control", "writing rules, targets, workers and prices that differ");
        SchemaRegistry registry = Registries.client(settings);
        // Producers in other languages look schemas up; all are there before the first of them asks.
        SchemaRegistration.registerAll(registry);
        List<RowChange> rows = new ControlWriter(settings.bootstrapServers(), registry).write(plan.control());
        control.done(rows.size() + " rows changed");
        return rows;
    }
}
