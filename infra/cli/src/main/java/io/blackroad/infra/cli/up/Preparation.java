package io.blackroad.infra.cli.up;

import io.blackroad.connect.ControlWriter;
import io.blackroad.connect.RowChange;
import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.infra.cli.topic.ClusterTopics;
import java.util.List;

/** What must be there before anything reads or writes: the topics, then the control tables in them. */
final class Preparation {
    private Preparation() {}

    static void run(UpPlan plan, Settings settings, Steps steps) {
        Steps.Step topics = steps.begin("topics", "creating what is missing");
        int created = new ClusterTopics(settings).apply().size();
        topics.done(created + " changed");
        Steps.Step control = steps.begin("control", "writing rules, targets, workers and prices that differ");
        List<RowChange> rows =
                new ControlWriter(settings.bootstrapServers(), Registries.client(settings)).write(plan.control());
        control.done(rows.size() + " rows changed");
    }
}
