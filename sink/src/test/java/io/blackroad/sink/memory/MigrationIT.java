package io.blackroad.sink.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.infra.stack.ChildCommand;
import io.blackroad.infra.stack.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationIT {
    private static final int SHARDS = 3;
    private static final int WRITERS = 4;
    private static final int KEYS = 1_500;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private RedisFleet fleet;
    private final AtomicBoolean enough = new AtomicBoolean();
    private final List<ShardedMemory> clients = new ArrayList<>();
    private final List<KeyWriter> writers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @BeforeEach
    void start() {
        fleet = RedisFleet.start(folder, SHARDS);
    }

    @AfterEach
    void stop() throws InterruptedException {
        finish();
        clients.forEach(ShardedMemory::close);
        if (fleet != null) {
            fleet.close();
        }
    }

    private ShardedMemory client() {
        ShardedMemory client =
                new ShardedMemory(MemoryConfig.of(fleet.servers(SHARDS)).withTimeout(Duration.ofSeconds(5)));
        clients.add(client);
        return client;
    }

    /** Two clients, two writers each. */
    private void beginWriting(long seed) {
        for (int writer = 0; writer < WRITERS; writer++) {
            ShardedMemory client = writer % 2 == 0 ? client() : clients.get(clients.size() - 1);
            writers.add(new KeyWriter(client, "writer-" + writer, KEYS, seed * 31 + writer, enough));
        }
        writers.forEach(KeyWriter::fill);
        writers.forEach(writer -> threads.add(new Thread(writer)));
        threads.forEach(Thread::start);
    }

    private void finish() throws InterruptedException {
        enough.set(true);
        for (Thread thread : threads) {
            thread.join(LIMIT.toMillis());
        }
    }

    private List<String> grown() {
        List<String> grown = new ArrayList<>(fleet.servers(SHARDS));
        grown.add(fleet.add());
        return grown;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3})
    void nothingIsLostOrComesBackWhileShardsAreAddedAndTakenAway(long seed) throws InterruptedException {
        ShardedMemory asleep = client();
        beginWriting(seed);
        List<String> grown = grown();
        ShardedMemory operator = client();

        operator.shards().migrate(grown, (server, seen, moved) -> {});
        operator.shards().migrate(grown.subList(1, 4), (server, seen, moved) -> {});
        operator.shards().migrate(grown, (server, seen, moved) -> {});
        finish();

        check(grown, 7);
        // A client that slept through all of it, with the settings of the beginning, finds everything.
        writers.get(0).model().forEach((key, expected) -> {
            if (!expected.mayBeGone()) {
                assertThat(asleep.get(key).isPresent()).isEqualTo(expected.value() != null);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 14})
    void goesOnAfterKillNine(long seed) throws Exception {
        beginWriting(seed);
        List<String> grown = grown();
        Random random = new Random(seed);
        int hits = 0;
        for (int kill = 0; kill < 3; kill++) {
            try (PlainRedis arriving = new PlainRedis(grown.get(SHARDS))) {
                ChildJvm migrator = migrator(grown, kill);
                long until = arriving.commands().dbsize() + 1 + random.nextInt(400);
                while (arriving.commands().dbsize() < until && migrator.isAlive()) {
                    Thread.onSpinWait();
                }
                boolean ran = migrator.isAlive();
                migrator.kill();
                hits += ran && waiting(grown) > 0 ? 1 : 0;
            }
        }
        assertThat(hits).as("kills that hit while keys were still to move").isPositive();
        ShardedMemory operator = client();
        operator.shards().migrate(grown, (server, seen, moved) -> {});
        finish();

        check(grown, 3);
    }

    /** Keys that still lie at their old server. */
    private long waiting(List<String> to) {
        Layout moving = Layout.of(fleet.servers(SHARDS)).movingTo(to);
        long waiting = 0;
        for (String server : fleet.servers(SHARDS)) {
            try (PlainRedis source = new PlainRedis(server)) {
                waiting += source.commands().keys("memory:*").stream()
                        .filter(key -> server.equals(
                                moving.place(Keys.agent(key).orElseThrow()).source()))
                        .count();
            }
        }
        return waiting;
    }

    private ChildJvm migrator(List<String> to, int number) {
        return ChildJvm.start(new ChildCommand(
                "migrator",
                folder.resolve("migrator-" + number),
                List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                ChildCommand.ownClassPath(),
                Migrator.class.getName(),
                List.of(String.join(",", fleet.servers(SHARDS)), String.join(",", to))));
    }

    /** The migration as a process of its own. */
    public static final class Migrator {
        public static void main(String[] arguments) {
            try (ShardedMemory memory = new ShardedMemory(MemoryConfig.of(List.of(arguments[0].split(","))))) {
                memory.shards().migrate(List.of(arguments[1].split(",")), (server, seen, moved) -> {});
            }
        }
    }

    /** What was read was right all the time, every key lies at its owner and nowhere else, and its time to live came along. */
    private void check(List<String> servers, long version) {
        for (KeyWriter writer : writers) {
            assertThat(writer.verdict()).isEmpty();
            assertThat(writer.operations()).isGreaterThan(50);
        }
        Layout layout = Layout.of(servers);
        List<PlainRedis> plain = servers.stream().map(PlainRedis::new).toList();
        try {
            long lying = 0;
            for (int number = 0; number < servers.size(); number++) {
                var commands = plain.get(number).commands();
                assertThat(commands.exists(Keys.ARRIVALS)).isZero();
                assertThat(commands.get(Keys.LAYOUT_VERSION)).isEqualTo(Long.toString(version));
                for (String key : commands.keys("memory:*")) {
                    assertThat(layout.place(Keys.agent(key).orElseThrow()).owner())
                            .as(key)
                            .isEqualTo(servers.get(number));
                    lying++;
                }
            }
            long expected = 0;
            for (KeyWriter writer : writers) {
                for (Map.Entry<MemoryKey, KeyWriter.Expected> each :
                        writer.model().entrySet()) {
                    expected +=
                            each.getValue().value() == null || each.getValue().mayBeGone() ? 0 : 1;
                    int owner = servers.indexOf(
                            layout.place(each.getKey().agentId()).owner());
                    long ttl = plain.get(owner).commands().pttl(Keys.of(each.getKey()));
                    if (each.getValue().ttl()) {
                        assertThat(ttl).isBetween(1L, KeyWriter.LONG.toMillis());
                    } else if (each.getValue().value() != null
                            && !each.getValue().mayBeGone()) {
                        assertThat(ttl).isEqualTo(-1);
                    }
                }
            }
            assertThat(lying).isGreaterThanOrEqualTo(expected);
        } finally {
            plain.forEach(PlainRedis::close);
        }
    }

    /** Each call is the first that a client makes after the layout changed, so nothing but the server can stop it. */
    @Test
    void whoeverDoesNotKnowOfItIsSentToTheNewOwnerByEachCall() {
        ShardedMemory operator = client();
        List<MemoryKey> keys = IntStream.range(0, 200)
                .mapToObj(number -> new MemoryKey("a" + number, "k"))
                .toList();
        Map<String, ShardedMemory> asleep = new TreeMap<>();
        List.of("get", "set", "delete", "merge", "states").forEach(call -> asleep.put(call, client()));
        keys.forEach(key -> operator.set(Entry.of(key, "old".getBytes(UTF_8))));

        operator.shards().migrate(grown(), (server, seen, moved) -> {
            if (asleep.isEmpty()) {
                return;
            }
            asleep.get("set")
                    .setAll(keys.stream()
                            .map(key -> Entry.of(key, "new".getBytes(UTF_8)))
                            .toList());
            assertThat(operator.getAll(keys).values())
                    .allMatch(answer -> new String(answer.get().orElseThrow(), UTF_8).equals("new"));
            assertThat(asleep.get("get").getAll(keys).values())
                    .allMatch(answer -> new String(answer.get().orElseThrow(), UTF_8).equals("new"));
            assertThat(asleep.get("delete").deleteAll(keys).values()).allMatch(Answer::get);
            assertThat(operator.getAll(keys).values())
                    .allMatch(answer -> answer.get().isEmpty());
            List<String> agents = keys.stream().map(MemoryKey::agentId).toList();
            assertThat(operator.states(agents).values())
                    .allMatch(answer -> answer.get().isEmpty());
            asleep.get("merge")
                    .merge(keys.stream()
                            .map(key -> new AgentUpdate(
                                    key.agentId(), List.of(new Part("metric", 1, 1, "{}")), Long.MAX_VALUE >> 12))
                            .toList());
            assertThat(operator.states(agents).values())
                    .allMatch(answer -> answer.get().isPresent());
            assertThat(asleep.get("states").states(agents).values())
                    .allMatch(answer -> answer.get().isPresent());
            asleep.clear();
        });

        assertThat(asleep).isEmpty();
    }

    @Test
    void aMigrationElsewhereIsRefusedWhileOneIsUnderWay() {
        ShardedMemory operator = client();
        List<String> grown = grown();
        List<String> other = new ArrayList<>(grown);
        other.add(fleet.add());
        // Broken off in the middle.
        assertThatThrownBy(() -> operator.shards().migrate(grown, (server, seen, moved) -> {
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");

        assertThatThrownBy(() -> operator.shards().migrate(other, (server, seen, moved) -> {}))
                .isInstanceOf(MemoryException.class)
                .hasMessageContaining("finish it first");
        operator.shards().migrate(grown, (server, seen, moved) -> {});
        operator.shards().migrate(other, (server, seen, moved) -> {});
        assertThat(operator.shards().servers()).isEqualTo(other);
    }

    @Test
    void aNewShardThatIsDownStopsItBeforeAnythingHasChanged() {
        ShardedMemory operator = client();
        List<String> grown = grown();
        fleet.kill(SHARDS);

        assertThatThrownBy(() -> operator.shards().migrate(grown, (server, seen, moved) -> {}))
                .isInstanceOf(ShardException.class)
                .hasMessageContaining(grown.get(SHARDS));
        assertThat(operator.shards().version()).isEqualTo(1);
    }
}
