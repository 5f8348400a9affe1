package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.infra.cli.topic.ClusterTopics;

/** Topics, which must be there before anything reads or writes. */
final class Preparation {
    private Preparation() {}

    static void topics(Settings settings, Steps steps) {
        Steps.Step topics = steps.begin("topics", "creating what is missing");
        int created = new ClusterTopics(settings).apply().size();
        topics.done(created + " changed");
    }
}
