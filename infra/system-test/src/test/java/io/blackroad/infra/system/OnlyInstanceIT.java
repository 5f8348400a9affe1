package io.blackroad.infra.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.system.part.Changelogs;
import io.blackroad.infra.system.part.Clocks;
import io.blackroad.infra.system.part.Folders;
import io.blackroad.infra.system.part.Signals;
import io.blackroad.infra.system.part.Streams;
import io.blackroad.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** One instance alone: nobody stands in for it. */
@WholeMatrix
class OnlyInstanceIT extends SharedWorld {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** What a JVM says, and what a library in it does. */
    private static final Pattern NO_MEMORY =
            Pattern.compile("OutOfMemoryError|insufficient memory|Not enough space|Cannot allocate memory|bad_alloc");

    @Override
    World open(Path own) throws IOException {
        return World.start(own, 1, 1);
    }

    @Test
    void killedItGoesOnWhereItStopped() {
        Streams only = world.streams(0);
        for (int kill = 0; kill < 3; kill++) {
            String name = "kill -9 of the only instance, " + kill;
            world.fault(name, only, () -> {
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
        world.fault("compaction while the only instance is down", only, () -> {
            only.kill();
            changelogs.measure();
        });
        await().atMost(LIMIT).until(changelogs::isCompacted);
        only.start();
        world.healed("compaction while the only instance is down");
        world.judge();
    }

    /** A changelog that is only compacted begins where it always did. */
    @Test
    void killedWhileTheBeginningOfItsChangelogMovesItStartsOnNothingStale() {
        Streams only = world.streams(0);
        Changelogs changelogs = new Changelogs(world.brokers().bootstrapServers());
        world.fault("the changelog begins later", only, only::kill);
        assertThat(changelogs.cutSuperseded()).isNotEmpty();
        only.start();
        world.healed("the changelog begins later");
        world.judge();
    }

    /** Its disk says how far it had read, and what comes next is gone: it begins anew instead of going on with a hole. */
    @Test
    void withADiskOfBeforeTheChangelogsBeginningItStartsOnNothingStale() throws Exception {
        Streams only = world.streams(0);
        Changelogs changelogs = new Changelogs(world.brokers().bootstrapServers());
        Path earlier = folder.resolve("earlier-disk");
        Signals.terminate(only.pid());
        only.jvm().awaitEnd(LIMIT);
        Folders.copy(only.stateFolder(), earlier);
        Map<TopicPartition, Long> read = changelogs.ends();
        only.start().awaitReady();
        world.awaitWhole(Instant.now());
        world.fault("the changelog begins later than the disk ends", only, () -> {
            only.kill();
            Folders.delete(only.stateFolder());
            Folders.copy(earlier, only.stateFolder());
        });
        assertThat(changelogs.cutSuperseded().entrySet())
                .anySatisfy(begin -> assertThat(begin.getValue()).isGreaterThan(read.get(begin.getKey())));
        only.start();
        world.healed("the changelog begins later than the disk ends");
        world.judge();
    }

    @Test
    void memoryThatRunsOutIsNoMoreThanAKill() {
        Streams only = world.streams(0);
        world.fault("no more memory", only, () -> Signals.limitMemory(only.pid()));
        // Its metrics take some, and perhaps a thread to tell them.
        await("it ends, or says that it gets none").atMost(LIMIT).until(() -> {
            only.get("/metrics");
            return !only.isAlive() || only.printed(NO_MEMORY);
        });
        System.out.println("without memory: " + (only.isAlive() ? "it said so" : "it ended"));
        only.kill();
        only.start();
        world.healed("no more memory");
        world.judge();
    }

    @Test
    void aTopicThatGotMorePartitionsStopsItWithOneLine() throws Exception {
        Streams only = world.streams(0);
        world.fault("more partitions", () -> {
            only.kill();
            morePartitions();
        });
        only.start();
        only.jvm().awaitEnd(Duration.ofMinutes(2));
        assertThat(only.jvm().tail()).contains(Topics.METRIC_SAMPLED.name() + " has 6");
    }

    /** Producers use the new ones at once. */
    @Test
    void aTopicThatGetsMorePartitionsWhileItRunsStopsItWithOneLine() throws Exception {
        Streams only = world.streams(0);
        world.fault("more partitions under a running instance", this::morePartitions);
        only.jvm().awaitEnd(Duration.ofSeconds(30));
        assertThat(only.jvm().tail()).contains("topic " + Topics.METRIC_SAMPLED.name() + " has 6 partitions and had 4");
    }

    private void morePartitions() {
        change(admin -> admin.createPartitions(Map.of(Topics.METRIC_SAMPLED.name(), NewPartitions.increaseTo(6)))
                .all());
    }

    @Test
    void aTopicThatIsDeletedWhileItRunsStopsItWithOneLineAndOneThatDoesNotFitKeepsItOut() throws Exception {
        Streams only = world.streams(0);
        String topic = Topics.GPU_CHANGED.name();
        world.fault(
                "a topic is deleted",
                () -> change(admin -> admin.deleteTopics(List.of(topic)).all()));
        only.jvm().awaitEnd(Duration.ofSeconds(60));
        assertThat(only.jvm().tail()).contains("topic " + topic + " was deleted");

        only.start().jvm().awaitEnd(Duration.ofSeconds(60));
        assertThat(only.jvm().tail()).contains("topic " + topic + " is missing");

        change(admin ->
                admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all());
        only.start().jvm().awaitEnd(Duration.ofSeconds(60));
        assertThat(only.jvm().tail()).contains("topic " + topic + " has 2 partitions and");
    }

    private void change(Function<Admin, KafkaFuture<Void>> change) {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", world.brokers().bootstrapServers()))) {
            change.apply(admin).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
