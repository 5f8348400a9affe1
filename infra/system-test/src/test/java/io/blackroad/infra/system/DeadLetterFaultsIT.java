package io.blackroad.infra.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.system.part.Streams;
import io.blackroad.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** The topic of dead letters takes none: whoever has one to write stops loudly rather than dropping it. */
@WholeMatrix
class DeadLetterFaultsIT extends SharedWorld {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /**
     * Less than the letter, and more than the mark that ends a transaction: a broker that cannot write such a mark leaves the
     * transaction open until it is started again, and whoever needs it waits for ever.
     */
    private static final String TOO_SMALL = "500";

    @Override
    World open(Path own) throws IOException {
        return World.start(own, 1, 1);
    }

    @Test
    void aDeadLetterThatCannotBeWrittenStopsTheTaskAndIsNotLost() throws Exception {
        Streams only = world.streams(0);
        world.fault("dead letters refused", () -> {
            largestLetter(TOO_SMALL);
            world.agents().junk("agent-1", "unwritable", thatDoesNotShrink());
        });
        await().atMost(LIMIT).until(() -> only.threadDeaths() > 0 || !only.isAlive());
        largestLetter("1048588");
        if (!only.isAlive()) {
            only.start();
        }
        world.healed("dead letters refused");
        world.judge();
        assertThat(only.isAlive()).isTrue();
    }

    private static byte[] thatDoesNotShrink() {
        byte[] junk = new byte[2_000];
        new Random(junk.length).nextBytes(junk);
        return junk;
    }

    private void largestLetter(String bytes) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.DEAD_LETTER.name());
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", world.brokers().bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
