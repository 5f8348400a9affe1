package io.blackroad.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.blackroad.connect.RowChange.Kind;
import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.schema.control.Rule;
import io.blackroad.topic.Partitions;
import io.blackroad.topic.TopicAdmin;
import io.blackroad.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The writer against a real broker, from a broker without topics to a table that was changed and cut down. */
class ControlWriterIT {
    @TempDir
    static Path folder;

    private static BrokerProcess broker;
    private final InMemoryRegistry registry = new InMemoryRegistry();

    @BeforeAll
    static void start() {
        broker = BrokerProcess.start(folder, 0, line -> {});
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void tablesAreWrittenOnceChangedAndRemoved() throws Exception {
        ControlWriter writer = new ControlWriter(broker.bootstrapServers(), registry);
        ControlTables changed = ControlFile.parse(
                "t",
                ControlFile.defaultText()
                        .replace("maxReplicas: 50\n", "maxReplicas: 60\n")
                        .replace("count: 50", "count: 49"));

        assertThatThrownBy(() -> writer.write(ControlFile.defaults()))
                .hasMessageContaining("topic control.public.regions does not exist");
        createTopics();

        assertThat(writer.write(ControlFile.defaults())).hasSize(243);
        assertThat(writer.write(ControlFile.defaults())).isEmpty();
        assertThat(writer.write(changed))
                .containsExactlyInAnyOrder(
                        new RowChange("rules", "api", Kind.CHANGED),
                        new RowChange("workers", "us-east-worker-50", Kind.REMOVED),
                        new RowChange("workers", "eu-west-worker-50", Kind.REMOVED),
                        new RowChange("workers", "ap-south-worker-50", Kind.REMOVED));
        assertThat(writer.write(changed)).isEmpty();
        assertThat(rules())
                .extracting(Rule::getId, Rule::getVersion, Rule::getMaxReplicas)
                .containsExactly(
                        tuple("api", 1L, 50), tuple("worker", 1L, 100), tuple("gpu", 1L, 20), tuple("api", 2L, 60));
    }

    private List<Rule> rules() {
        FactReader<Rule> reader = new FactReader<>(registry, Rule.class);
        try (KafkaControlLog log = new KafkaControlLog(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return log.read(Topics.RULES.name()).stream()
                    .map(entry -> reader.read(entry.value(), null))
                    .toList();
        }
    }

    private static void createTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicAdmin(admin, Partitions.DEFAULT).apply();
        }
    }
}
