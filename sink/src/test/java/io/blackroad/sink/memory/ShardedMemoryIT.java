package io.blackroad.sink.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.ring.Routes;
import io.blackroad.ring.Routes.RegionShare;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardedMemoryIT {
    private static final int SHARDS = 4;
    private static final int AGENTS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** As short as a test may wait for a shard that hangs, and longer than the others need on a slow machine. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private RedisFleet fleet;
    private ShardedMemory memory;

    @BeforeEach
    void start() {
        fleet = RedisFleet.start(folder, SHARDS);
        memory = new ShardedMemory(fleet.config());
    }

    @AfterEach
    void stop() {
        if (memory != null) {
            memory.close();
            fleet.close();
        }
    }

    private static MemoryKey key(int agent) {
        return new MemoryKey("agent:" + agent + "%3A", "plan/" + agent);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<MemoryKey> keys() {
        return IntStream.range(0, AGENTS).mapToObj(ShardedMemoryIT::key).toList();
    }

    /** Afterwards every key has a value and every shard a connection. */
    private static void awaitAllSet(Memory memory, String value) {
        List<Entry> entries =
                keys().stream().map(key -> Entry.of(key, bytes(value))).toList();
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(memory.setAll(entries).values()).allMatch(Answer::isDone));
    }

    private int shardOf(MemoryKey key) {
        return Routes.memoryShard(Routes.memoryRing(SHARDS), key.agentId());
    }

    @Test
    void remembersAndForgetsAcrossAllShards() {
        Map<MemoryKey, Answer<Void>> set = memory.setAll(keys().stream()
                .map(key -> Entry.of(key, bytes("of " + key.agentId())))
                .toList());
        assertThat(set.values()).hasSize(AGENTS).allMatch(Answer::isDone);

        keys().forEach(key -> assertThat(memory.get(key))
                .hasValueSatisfying(value -> assertThat(value).isEqualTo(bytes("of " + key.agentId()))));
        assertThat(memory.shards().report())
                .hasSize(SHARDS)
                .allSatisfy(shard -> assertThat(shard.keys()).isGreaterThan(10));

        assertThat(memory.deleteAll(keys()).values()).allMatch(Answer::get);
        assertThat(memory.deleteAll(keys()).values()).noneMatch(Answer::get);
        assertThat(memory.getAll(keys()).values())
                .allSatisfy(answer -> assertThat(answer.get()).isEmpty());
    }

    @Test
    void keepsEachByteOfAValueAndTheLastOfARepeatedKey() {
        byte[] all = new byte[256];
        IntStream.range(0, 256).forEach(at -> all[at] = (byte) at);
        memory.setAll(List.of(Entry.of(key(1), bytes("first")), Entry.of(key(1), all), Entry.of(key(2), new byte[0])));

        assertThat(memory.get(key(1)).orElseThrow()).isEqualTo(all);
        assertThat(memory.get(key(2)).orElseThrow()).isEmpty();
    }

    @Test
    void forgetsWhenTheTimeToLiveHasPassed() {
        memory.set(new Entry(key(1), bytes("soon gone"), Optional.of(Duration.ofMillis(300))));
        memory.set(Entry.of(key(2), bytes("stays")));

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> memory.get(key(1)).isEmpty());
        assertThat(memory.get(key(2))).isPresent();
    }

    @Test
    void aSixteenShardRingHasTheSameOwnersAsTheRoutes() {
        Routes routes = Routes.over(List.of(new RegionShare("us-east", 1, "")));
        List<String> servers = IntStream.range(0, Routes.MEMORY_SHARDS)
                .mapToObj(number -> "h" + number + ":1")
                .toList();
        Layout layout = Layout.of(servers);
        keys().forEach(key -> assertThat(layout.place(key.agentId()).owner())
                .isEqualTo("h" + routes.of(key.agentId()).memoryShard() + ":1"));
    }

    @Test
    void aShardThatIsDownIsNamedAndTheOthersWork() {
        awaitAllSet(memory, "x");
        fleet.kill(2);

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> memory.getAll(keys()).forEach((key, answer) -> {
                    if (shardOf(key) == 2) {
                        assertThat(answer.failure())
                                .hasValueSatisfying(why -> assertThat(why)
                                        .isInstanceOf(ShardException.class)
                                        .hasMessageContaining("shard memory-2 at " + fleet.server(2)));
                    } else {
                        assertThat(answer.get()).isPresent();
                    }
                }));
        MemoryKey lost =
                keys().stream().filter(key -> shardOf(key) == 2).findFirst().orElseThrow();
        assertThatThrownBy(() -> memory.set(Entry.of(lost, bytes("y"))))
                .isInstanceOf(ShardException.class)
                .hasMessageContaining("memory-2");
        assertThat(memory.shards().report().get(2).down()).isPresent();

        fleet.restart(2);
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(memory.get(lost)).isPresent());
    }

    @Test
    void aShardThatHangsCostsItsOwnKeysTheTimeoutOnly() {
        try (ShardedMemory quick = new ShardedMemory(fleet.config().withTimeout(TIMEOUT))) {
            awaitAllSet(quick, "x");
            fleet.signal(1, "STOP");
            try {
                quick.getAll(keys())
                        .forEach((key, answer) -> assertThat(answer.isDone()).isEqualTo(shardOf(key) != 1));
                MemoryKey hung = keys().stream()
                        .filter(key -> shardOf(key) == 1)
                        .findFirst()
                        .orElseThrow();
                assertThatThrownBy(() -> quick.get(hung)).hasMessageContaining("memory-1");
            } finally {
                fleet.signal(1, "CONT");
            }
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(quick.getAll(keys()).values()).allMatch(Answer::isDone));
        }
    }

    @Test
    void startsWhileAShardIsDownAndFindsItLater() {
        fleet.kill(0);
        try (ShardedMemory later = new ShardedMemory(fleet.config().withTimeout(TIMEOUT))) {
            List<Entry> entries =
                    keys().stream().map(key -> Entry.of(key, bytes("z"))).toList();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(later.setAll(entries).entrySet())
                            .allSatisfy(
                                    set -> assertThat(set.getValue().isDone()).isEqualTo(shardOf(set.getKey()) != 0)));
            fleet.restart(0);
            awaitAllSet(later, "z");
        }
    }

    @Test
    void anEmptiedServerIsToldTheLayoutAgain() {
        List<String> grown = new ArrayList<>(fleet.servers());
        grown.add(fleet.add());
        memory.shards().migrate(grown, (server, seen, moved) -> {});
        try (var plain = new PlainRedis(fleet.server(1))) {
            plain.flush();
        }
        assertThat(memory.setAll(keys().stream()
                                .map(key -> Entry.of(key, bytes("again")))
                                .toList())
                        .values())
                .allMatch(Answer::isDone);
        assertThat(memory.shards().report()).allMatch(shard -> shard.layout() == 3);
    }

    @Test
    void aServerOfOtherShardsIsNeverJoined() {
        try (RedisFleet others = RedisFleet.start(folder.resolve("others"), 1);
                ShardedMemory theirs = new ShardedMemory(others.config())) {
            theirs.set(Entry.of(key(1), bytes("theirs")));
            memory.setAll(
                    keys().stream().map(key -> Entry.of(key, bytes("ours"))).toList());
            List<String> grown = new ArrayList<>(fleet.servers());
            grown.add(others.server(0));

            assertThatThrownBy(() -> memory.shards().migrate(grown, (server, seen, moved) -> {}))
                    .isInstanceOf(MemoryException.class)
                    .hasMessageContaining(others.server(0) + " belongs to other shards");
            assertThat(theirs.get(key(1)).orElseThrow()).isEqualTo(bytes("theirs"));
            assertThat(memory.shards().version()).isEqualTo(1);
            assertThat(memory.shards().servers()).isEqualTo(fleet.servers());
        }
    }
}
