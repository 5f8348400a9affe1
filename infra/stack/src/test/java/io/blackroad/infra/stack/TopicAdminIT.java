package io.blackroad.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.blackroad.topic.Difference;
import io.blackroad.topic.Partitions;
import io.blackroad.topic.Topic;
import io.blackroad.topic.TopicAdmin;
import io.blackroad.topic.Topics;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue against a real cluster. */
class TopicAdminIT {
    private static final String RULES = Topics.RULES.name();
    private static final String LOAD = Topics.LOAD_SAMPLED.name();

    @TempDir
    Path folder;

    private BrokerProcess broker;
    private Admin admin;
    private TopicAdmin topics;

    @BeforeEach
    void start() {
        broker = BrokerProcess.start(folder, 0, line -> {});
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        topics = new TopicAdmin(admin, Partitions.DEFAULT);
    }

    @AfterEach
    void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void createsWhatIsMissingAndThenFindsNoDifference() throws Exception {
        assertThat(topics.diff()).hasSize(Topics.all().size()).allMatch(Difference::isApplicable);
        assertThat(topics.apply()).extracting(Difference::aspect).containsOnly(Difference.TOPIC);
        assertThat(topics.diff()).isEmpty();
        assertThat(topics.apply()).isEmpty();
        assertThat(admin.describeTopics(Topics.all().stream().map(Topic::name).toList())
                        .allTopicNames()
                        .get())
                .allSatisfy((name, topic) -> assertThat(topic.partitions()).hasSizeBetween(1, 8));
    }

    @Test
    void setsDriftedSettingsBackAndOnlyReportsPartitionsAndCopies() throws Exception {
        topics.apply();
        ConfigResource rules = new ConfigResource(ConfigResource.Type.TOPIC, RULES);
        set(rules, "cleanup.policy", "delete");
        set(rules, "max.message.bytes", "2000000");
        admin.createPartitions(Map.of(LOAD, NewPartitions.increaseTo(6))).all().get();

        Difference drift = new Difference(RULES, "cleanup.policy", "compact", "delete");
        Difference grown = new Difference(LOAD, Difference.PARTITIONS, "4", "6");
        await().untilAsserted(() -> assertThat(topics.diff()).containsExactlyInAnyOrder(drift, grown));
        assertThat(topics.apply()).containsExactlyInAnyOrder(drift, grown);
        assertThat(topics.diff()).containsExactly(grown);
        assertThat(grown.toString()).contains("6 partitions, wanted 4").contains("not changed by apply");
        assertThat(admin.describeConfigs(List.of(rules))
                        .all()
                        .get()
                        .get(rules)
                        .get("max.message.bytes")
                        .value())
                .as("a setting of the operator's own stays")
                .isEqualTo("2000000");
        assertThat(new TopicAdmin(admin, new Partitions(8, 4, (short) 2)).diff())
                .extracting(Difference::aspect)
                .containsOnly(Difference.REPLICATION, Difference.PARTITIONS);
    }

    @Test
    void whatTheClusterRefusesIsToldInItsWords() {
        TopicAdmin tooMany = new TopicAdmin(admin, new Partitions(8, 4, (short) 3));
        assertThatThrownBy(tooMany::apply)
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("replication factor");
    }

    private void set(ConfigResource topic, String name, String value) throws Exception {
        Collection<AlterConfigOp> set =
                List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
        admin.incrementalAlterConfigs(Map.of(topic, set)).all().get();
    }
}
