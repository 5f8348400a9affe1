package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.streams.runtime.SourceTopics.Shape;
import io.blackroad.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTopicsTest {
    private static final String GPU = Topics.GPU_CHANGED.name();
    private static final String ANSWERS = Topics.SCALE_APPLIED.name();

    private final Map<String, Shape> shapes = new HashMap<>(SourceTopics.names().stream()
            .collect(Collectors.toMap(
                    topic -> topic, topic -> new Shape(Uuid.randomUuid(), topic.equals(ANSWERS) ? 2 : 4))));
    private final SourceTopics started = new SourceTopics(shapes);

    @Test
    void topicsOfAgentsHaveAsManyPartitionsAsEachOther() {
        assertThat(started.flaw()).isEmpty();
        assertThat(started.agentPartitions()).isEqualTo(4);
        assertThat(started.targetPartitions()).isEqualTo(2);

        shapes.put(GPU, new Shape(Uuid.randomUuid(), 2));
        assertThat(new SourceTopics(shapes).flaw())
                .hasValueSatisfying(flaw -> assertThat(flaw).startsWith("topic " + GPU + " has 2 partitions and "));
    }

    @Test
    void whatIsAsItWasHasNotChanged() {
        assertThat(started.change(new SourceTopics(shapes))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fleet.agent.gpu-changed.v1", "fleet.service.scale-applied.v1"})
    void whatIsGoneGrewOrIsAnotherOneHasChanged(String topic) {
        Shape before = shapes.get(topic);
        shapes.put(topic, new Shape(before.id(), 6));
        assertThat(started.change(new SourceTopics(shapes)).orElseThrow())
                .isEqualTo("topic " + topic + " has 6 partitions and had " + before.partitions()
                        + ": keys lie elsewhere now");
        shapes.put(topic, new Shape(Uuid.randomUuid(), before.partitions()));
        assertThat(started.change(new SourceTopics(shapes)).orElseThrow())
                .isEqualTo("topic " + topic + " was deleted and made anew");
        shapes.remove(topic);
        assertThat(started.change(new SourceTopics(shapes)).orElseThrow())
                .startsWith("topic " + topic + " was deleted;");
    }
}
