package io.blackroad.infra.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.system.part.Changelogs;
import io.blackroad.infra.system.part.Clocks;
import io.blackroad.infra.system.part.Signals;
import io.blackroad.infra.system.part.Streams;
import io.blackroad.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;

/** One instance alone: nobody stands in for it. */
@WholeMatrix
class OnlyInstanceIT extends SharedWorld {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    World open(Path own) throws IOException {
        return World.start(own, 1, 1);
    }

    @Test
    void killedItGoesOnWhereItStopped() {
        Streams only = world.streams(0);
        for (int kill = 0; kill < 3; kill++) {
            String name = "kill -9 of the only instance, " + kill;
            world.fault(name, () -> {
                only.kill();
                only.start();
            });
            assertThat(world.healed(name)).isLessThan(LIMIT);
        }
        world.judge();
    }

    /** What it finds on its disk is older than what the changelog still has. */
    @Test
    void killedWhileItsChangelogIsCompactedItStartsOnNothingStale() {
        Streams only = world.streams(0);
        Changelogs changelogs = new Changelogs(world.brokers().bootstrapServers());
        changelogs.compactSoon();
        Clocks.pass(Duration.ofSeconds(5));
        world.fault("compaction while the only instance is down", () -> {
            only.kill();
            changelogs.measure();
        });
        await().atMost(LIMIT).until(changelogs::isCompacted);
        only.start();
        world.healed("compaction while the only instance is down");
        world.judge();
    }

    @Test
    void memoryThatRunsOutIsNoMoreThanAKill() throws Exception {
        Streams only = world.streams(0);
        world.fault("no more memory", () -> Signals.limitMemory(only.pid()));
        await().during(Duration.ofSeconds(15)).atMost(Duration.ofSeconds(20)).until(() -> true);
        only.kill();
        only.start();
        world.healed("no more memory");
        world.judge();
    }

    @Test
    void aTopicThatGotMorePartitionsStopsItWithOneLine() throws Exception {
        Streams only = world.streams(0);
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", world.brokers().bootstrapServers()))) {
            world.fault("more partitions", only::kill);
            admin.createPartitions(Map.of(Topics.METRIC_SAMPLED.name(), NewPartitions.increaseTo(6)))
                    .all()
                    .get();
        }
        only.start();
        await().atMost(Duration.ofMinutes(2)).until(() -> !only.isAlive());
        assertThat(only.jvm().tail()).contains("partitions");
    }
}
