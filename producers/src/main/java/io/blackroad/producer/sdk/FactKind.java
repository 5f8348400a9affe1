package io.blackroad.producer.sdk;

import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;

/** What an agent has facts about; each kind has its topic. */
enum FactKind {
    LIFECYCLE(Topics.LIFECYCLE_CHANGED),
    TASK(Topics.TASK_CHANGED),
    METRIC(Topics.METRIC_SAMPLED),
    GPU(Topics.GPU_CHANGED);

    private final String topic;

    FactKind(Topic<?> topic) {
        this.topic = topic.name();
    }

    String topic() {
        return topic;
    }
}
