package io.blackroad.infra.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.system.history.Event.Decided;
import io.blackroad.infra.system.history.History;
import io.blackroad.infra.system.part.Streams;
import io.blackroad.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams were off for three days: what they find is decided on as of then, and nothing of it is carried out now. */
@WholeMatrix
class BacklogIT {
    private static final Duration AGE = Duration.ofDays(3);
    private static final Duration SPOKE_FOR = Duration.ofMinutes(20);

    @TempDir
    Path folder;

    @Test
    void decisionsOfThePastAreNotCarriedOut() throws Exception {
        try (World world = World.of(folder, 1)) {
            takeTimesOfProducers(world.brokers().bootstrapServers());
            world.join();
            Instant from = Instant.now().minus(AGE);
            world.agents().backlog(from, from.plus(SPOKE_FOR), Duration.ofSeconds(2));
            Streams late = world.instance("late", List.of());
            Instant now = Instant.now();
            world.fault("start after three days", () -> world.add(late));
            late.awaitReady();
            world.agents().start();
            assertThat(world.healed("start after three days")).isLessThan(Duration.ofSeconds(90));
            world.judge();
            assertThat(changesOfBefore(now, world.history()))
                    .as("changes that were too late to be carried out when they were decided on")
                    .isNotEmpty();
        }
    }

    private static List<Decided> changesOfBefore(Instant now, History history) {
        return history.events().stream()
                .filter(Decided.class::isInstance)
                .map(Decided.class::cast)
                .filter(decision -> decision.to() != decision.from())
                .filter(decision -> decision.validUntil() < now.toEpochMilli())
                .toList();
    }

    private static void takeTimesOfProducers(String bootstrapServers) throws Exception {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (var topic : List.of(Topics.LIFECYCLE_CHANGED, Topics.METRIC_SAMPLED, Topics.TASK_CHANGED)) {
            ConfigEntry entry = new ConfigEntry("message.timestamp.type", "CreateTime");
            changes.put(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                    List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET)));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.incrementalAlterConfigs(changes).all().get();
        }
    }
}
