package io.blackroad.infra.cli.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.cli.World;
import io.blackroad.topic.Topics;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicListCommandTest {
    @TempDir
    Path folder;

    @Test
    void listsEveryTopicWithItsKeyAndSchema() {
        World world = new World(folder).with("BLACKROAD_PARTITIONS_AGENT", "16");

        assertThat(world.run("topics", "list")).isZero();

        assertThat(world.out().lines()).hasSize(1 + Topics.all().size());
        assertThat(world.out())
                .containsPattern("fleet\\.agent\\.metric-sampled\\.v1 +16 +7d +agent id +"
                        + "io\\.blackroad\\.schema\\.MetricSampled\n")
                .containsPattern("control\\.public\\.rules +1 +newest +primary key +"
                        + "io\\.blackroad\\.schema\\.control\\.Rule\n")
                .containsPattern("fleet\\.dead-letter\\.v1 +1 +90d +as it came +-\n");
    }

    @Test
    void theSameAsJson() throws Exception {
        World world = new World(folder);

        assertThat(world.run("topics", "list", "--json")).isZero();

        JsonNode topics = new ObjectMapper().readTree(world.out());
        assertThat(topics).hasSize(Topics.all().size());
        assertThat(topics.at("/0/subject").asText()).isEqualTo("fleet.agent.lifecycle-changed.v1-value");
        assertThat(topics.get(topics.size() - 1).path("schema").isNull()).isTrue();
    }
}
