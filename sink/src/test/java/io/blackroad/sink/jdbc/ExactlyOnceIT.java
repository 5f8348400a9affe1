package io.blackroad.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.stack.ChildJvm;
import io.blackroad.infra.stack.PostgresProcess;
import io.blackroad.infra.stack.fault.SmallDisk;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.TaskChange;
import io.blackroad.sink.controller.BrokerForTests;
import io.blackroad.sink.controller.RegistryForTests;
import io.blackroad.sink.controller.TargetId;
import io.blackroad.sink.controller.TestDecisions;
import io.blackroad.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sinks in processes of their own, killed and stopped while facts flow. The database itself keeps book of what is done to
 * it: a trigger notes each change of a decision and each step of an offset, in the transaction that makes them.
 */
class ExactlyOnceIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int TASKS = 6_000;
    private static final int DECISIONS = 2_000;
    private static final int KILLS = 4;
    private static final int DISK_MEGABYTES = 200;
    private static final int TRIES_IN_VAIN = 3;
    private static final String BOOKS = """
            CREATE TABLE public.touches (decision_id text);
            CREATE TABLE public.steps (id serial, topic text, partition int, start bigint, stop bigint);
            CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS $$
              BEGIN INSERT INTO public.touches VALUES (NEW.decision_id); RETURN NEW; END $$;
            CREATE FUNCTION public.step() RETURNS trigger LANGUAGE plpgsql AS $$
              BEGIN
                IF NEW.next_offset <> OLD.next_offset THEN
                  INSERT INTO public.steps (topic, partition, start, stop)
                  VALUES (NEW.topic, NEW.partition, OLD.next_offset, NEW.next_offset);
                END IF;
                RETURN NEW;
              END $$;
            CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON fleet.decisions FOR EACH ROW EXECUTE FUNCTION public.touch();
            CREATE TRIGGER step BEFORE UPDATE ON fleet.sink_offsets FOR EACH ROW EXECUTE FUNCTION public.step();
            """;

    @TempDir
    Path folder;

    private final SinkTopics topics = new SinkTopics();

    @Test
    void killedAtAnyMomentEachFactIsWrittenOnce() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String name = "killed";
        DatabaseForTests postgres = database(name);
        CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> send(name, 0, TASKS, DECISIONS, seed));
        ChildJvm child = start(postgres, name, "static-0");
        try {
            for (int kill = 1; kill <= KILLS; kill++) {
                long written = written(postgres);
                long next = written + 500 + random.nextInt(TASKS / 2);
                await("kill " + kill + " of seed " + seed)
                        .atMost(LIMIT)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> written(postgres) >= next || sender.isDone() && isAllWritten(postgres));
                child.kill();
                assertThat(sender.isDone() && isAllWritten(postgres))
                        .as("void: nothing was in flight at kill %d of seed %d", kill, seed)
                        .isFalse();
                child = start(postgres, name, "static-0");
            }
            sender.join();
            await("the rest of seed " + seed).atMost(LIMIT).until(() -> isAllWritten(postgres));
        } finally {
            child.close();
        }
        checkBooks(postgres, name, TASKS, DECISIONS, seed);
    }

    @Test
    void aProcessThatWasStoppedAndTakenOverWritesNothingMore() throws Exception {
        long seed = System.nanoTime();
        String name = "stopped";
        DatabaseForTests postgres = database(name);
        ChildJvm old = start(postgres, name, "old");
        CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> send(name, 0, TASKS, DECISIONS, seed));
        ChildJvm fresh = null;
        try {
            // Better than a random moment: it holds rows and has not noted its offsets.
            await().atMost(LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> written(postgres) > 1_000 && isInTransaction(postgres));
            signal("STOP", old.pid());
            fresh = start(postgres, name, "fresh");
            sender.join();
            await("takeover, seed " + seed).atMost(LIMIT).until(() -> isAllWritten(postgres));
            signal("CONT", old.pid());
            await("the old one is back, seed " + seed)
                    .atMost(LIMIT)
                    .until(() -> postgres.number("SELECT count(DISTINCT owner) FROM fleet.sink_offsets") == 2);
            send(name, TASKS, TASKS + 1_000, 0, seed);
            await().atMost(LIMIT).until(() -> isAllWritten(postgres));
        } finally {
            old.kill();
            if (fresh != null) {
                fresh.close();
            }
        }
        checkBooks(postgres, name, TASKS + 1_000, DECISIONS, seed);
    }

    /** The server refuses what needs room, or stops and is started again as whoever runs it would. */
    @Test
    @EnabledIfSystemProperty(named = "blackroad.tests", matches = "all")
    void aDatabaseWhoseDiskIsFullIsWaitedForAndEachFactIsWrittenOnce() throws Exception {
        long seed = System.nanoTime();
        String name = "fulldisk";
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), DISK_MEGABYTES);
                OwnServer server = new OwnServer(disk.folder().resolve("postgres"))) {
            DatabaseForTests postgres = withBooks(DatabaseForTests.create(server.process, name, true));
            JdbcSinkConfig config = JdbcSinkConfig.of(
                            BrokerForTests.bootstrapServers(), RegistryForTests.REGISTRY, postgres.config())
                    .withName(name);
            try (JdbcSink sink = new JdbcSink(config, meters, InstantSource.system())) {
                sink.start();
                send(name, 0, TASKS / 2, DECISIONS / 2, seed);
                await().atMost(LIMIT).until(() -> written(postgres) > 0);
                disk.fill();
                send(name, TASKS / 2, TASKS, DECISIONS / 2, seed);
                await("tries in vain, seed " + seed)
                        .atMost(LIMIT)
                        .until(() ->
                                meters.get("blackroad.sink.retries").counter().count() >= TRIES_IN_VAIN);
                assertThatThrownBy(() -> postgres.execute("CREATE TABLE public.more AS SELECT repeat('x', 1000) AS x"
                                + " FROM generate_series(1, 10000)"))
                        .hasRootCauseInstanceOf(SQLException.class);
                assertThat(sink.failure()).isEmpty();

                disk.free();
                server.startIfItEnded();
                await("the rest of seed " + seed)
                        .atMost(LIMIT)
                        .ignoreExceptions()
                        .until(() -> isAllWritten(postgres));
                assertThat(sink.failure()).isEmpty();
            }
            checkBooks(postgres, name, TASKS, DECISIONS, seed);
        }
    }

    /** A server that is to break, not the one that all others share. */
    private static final class OwnServer implements AutoCloseable {
        private static final Map<String, String> LITTLE_LOG = Map.of("max_wal_size", "64MB", "min_wal_size", "32MB");

        private final Path home;
        private PostgresProcess process;

        private OwnServer(Path home) {
            this.home = home;
            process = PostgresProcess.start(home, 0, LITTLE_LOG, line -> {});
        }

        private void startIfItEnded() {
            if (!process.isAlive()) {
                process = PostgresProcess.start(home, process.port(), LITTLE_LOG, line -> {});
            }
        }

        @Override
        public void close() {
            process.close();
        }
    }

    private static DatabaseForTests database(String name) {
        return withBooks(DatabaseForTests.create(name, true));
    }

    private static DatabaseForTests withBooks(DatabaseForTests postgres) {
        postgres.execute(BOOKS);
        return postgres;
    }

    private ChildJvm start(DatabaseForTests postgres, String name, String member) {
        return SinkMain.start(
                folder.resolve(member), BrokerForTests.bootstrapServers(), postgres.config(), name, member);
    }

    private void send(String name, int from, int to, int decisions, long seed) {
        Random random = new Random(seed);
        TargetId target = new TargetId(name, "api");
        for (int task = from; task < to; task++) {
            // Every fourth task is told of backwards, and every seventh end twice.
            List<TaskChange> changes =
                    new ArrayList<>(List.of(TaskChange.SUBMITTED, TaskChange.STARTED, TaskChange.COMPLETED));
            if (task % 4 == 0) {
                java.util.Collections.reverse(changes);
            }
            if (task % 7 == 0) {
                changes.add(TaskChange.COMPLETED);
            }
            for (TaskChange change : changes) {
                topics.send(
                        TestFacts.task(name + "-" + task, change, TestFacts.NOON.plusSeconds(task + change.ordinal()))
                                .setAgentId("agent-" + task % 32)
                                .setInputTokens(task)
                                .setRanMicros(change == TaskChange.COMPLETED ? task * 10L : 0)
                                .build());
            }
            if (task - from < decisions) {
                ScaleDecided decided = TestDecisions.up(target, task + 1, random.nextInt(100), TestFacts.NOON);
                topics.send(Topics.SCALE_DECIDED, target.key(), decided);
            }
        }
        topics.flush();
    }

    private static void checkBooks(DatabaseForTests postgres, String name, int tasks, int decisions, long seed) {
        String mine = " WHERE decision_id LIKE '" + name + ".%'";
        assertThat(postgres.number("SELECT count(*) FROM fleet.decisions" + mine))
                .as("decisions, seed %d", seed)
                .isEqualTo(decisions);
        assertThat(postgres.number("SELECT count(*) FROM public.touches" + mine))
                .as("how often decisions were written, seed %d", seed)
                .isEqualTo(decisions);
        assertThat(postgres.texts("SELECT topic || partition || ' at ' || start FROM (SELECT *, lag(stop, 1, 0)"
                        + " OVER (PARTITION BY topic, partition ORDER BY id) AS before FROM public.steps) s"
                        + " WHERE start <> before"))
                .as("offsets that were written twice or never, seed %d", seed)
                .isEmpty();
        assertThat(postgres.texts("SELECT concat_ws(' ', task_id, state, extract(epoch FROM submitted_at)::bigint,"
                        + " extract(epoch FROM started_at)::bigint, extract(epoch FROM ended_at)::bigint, agent_id,"
                        + " input_tokens, ran_micros) FROM fleet.tasks WHERE task_id LIKE '" + name + "-%'"))
                .as("rows of tasks, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(expected(name, tasks));
    }

    private static List<String> expected(String name, int tasks) {
        long noon = TestFacts.NOON.getEpochSecond();
        List<String> rows = new ArrayList<>();
        for (long task = 0; task < tasks; task++) {
            long at = noon + task;
            rows.add(name + "-" + task + " COMPLETED " + (at + TaskChange.SUBMITTED.ordinal()) + " "
                    + (at + TaskChange.STARTED.ordinal()) + " " + (at + TaskChange.COMPLETED.ordinal()) + " agent-"
                    + task % 32 + " " + task + " " + task * 10);
        }
        return rows;
    }

    /** How many facts are written, of this test and of earlier ones. */
    private static long written(DatabaseForTests postgres) {
        return postgres.number("SELECT coalesce(sum(next_offset), 0) FROM fleet.sink_offsets");
    }

    private static boolean isInTransaction(DatabaseForTests postgres) {
        return postgres.number("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'blackroad'"
                        + " AND datname = current_database() AND backend_xid IS NOT NULL")
                > 0;
    }

    private static boolean isAllWritten(DatabaseForTests postgres) {
        Map<String, Long> stored = new TreeMap<>();
        postgres.texts("SELECT topic || ' ' || partition || ' ' || next_offset FROM fleet.sink_offsets")
                .forEach(text -> stored.put(
                        text.substring(0, text.lastIndexOf(' ')),
                        Long.parseLong(text.substring(text.lastIndexOf(' ') + 1))));
        return ends().entrySet().stream()
                .allMatch(end -> end.getValue()
                        .equals(stored.getOrDefault(
                                end.getKey().topic() + " " + end.getKey().partition(), 0L)));
    }

    private static Map<TopicPartition, Long> ends() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", BrokerForTests.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (TopicTable<?> table : TopicTables.all()) {
                consumer.partitionsFor(table.topic().name())
                        .forEach(found -> partitions.add(new TopicPartition(found.topic(), found.partition())));
            }
            return consumer.endOffsets(partitions);
        }
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
