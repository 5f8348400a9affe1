package io.blackroad.infra.bench.memory;

import io.blackroad.infra.bench.memory.MemoryResult.Rate;
import io.blackroad.infra.bench.workload.BenchFleet;
import io.blackroad.infra.bench.workload.BenchRegistry;
import io.blackroad.infra.bench.workload.Preload;
import io.blackroad.infra.stack.RedisProcess;
import io.blackroad.ring.Routes;
import io.blackroad.sink.memory.KafkaSettings;
import io.blackroad.sink.memory.MemoryConfig;
import io.blackroad.sink.memory.ShardedMemory;
import io.blackroad.sink.memory.state.MemorySink;
import io.blackroad.sink.memory.state.MemorySinkConfig;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The memory on as many Redis servers as there are shards, a process each: calls, copies, one more shard, states of agents. */
public final class MemoryPart {
    static final int VALUE_BYTES = 100;
    private static final long LIMIT_NANOS = Duration.ofMinutes(5).toNanos();
    private static final long LOOK_NANOS = 2_000_000;
    private static final double NANOS_A_SECOND = 1e9;

    private final String bootstrapServers;
    private final Path folder;
    private final MemoryPlan plan;
    private final int partitions;
    private final Consumer<String> progress;

    public MemoryPart(
            String bootstrapServers, Path folder, MemoryPlan plan, int partitions, Consumer<String> progress) {
        this.bootstrapServers = bootstrapServers;
        this.folder = folder;
        this.plan = plan;
        this.partitions = partitions;
        this.progress = progress;
    }

    public MemoryResult run() {
        List<RedisProcess> servers = new ArrayList<>();
        try {
            progress.accept("starting " + Routes.MEMORY_SHARDS + " Redis servers");
            for (int shard = 0; shard < Routes.MEMORY_SHARDS; shard++) {
                servers.add(RedisProcess.start(folder.resolve("redis-" + shard), 0, line -> {}));
            }
            return measure(servers);
        } finally {
            servers.forEach(RedisProcess::close);
        }
    }

    private MemoryResult measure(List<RedisProcess> servers) {
        MemoryConfig config = MemoryConfig.of(addresses(servers)).withTimeout(Duration.ofSeconds(10));
        try (ShardedMemory memory = new ShardedMemory(config)) {
            progress.accept("calling the memory");
            MemoryCalls calls = new MemoryCalls(memory, plan);
            List<Rate> rates = calls.rates();
            double hitNanos = calls.hitNanos();
            progress.accept("one more shard");
            servers.add(RedisProcess.start(folder.resolve("redis-more"), 0, line -> {}));
            long[] moved = new long[2];
            double movedSeconds = migrate(memory, addresses(servers), moved);
            BenchFleet fleet = new BenchFleet(plan.agents(), partitions);
            progress.accept("writing facts");
            Preload.write(bootstrapServers, BenchRegistry.create(), fleet, plan.facts());
            long facts = appended();
            progress.accept("keeping the latest states of " + facts + " facts");
            double factSeconds = materialise(memory, facts);
            return new MemoryResult(
                    servers.size() - 1,
                    rates,
                    hitNanos,
                    plan,
                    moved[0],
                    movedSeconds,
                    facts,
                    factSeconds,
                    states(memory, fleet),
                    fleet.agents());
        }
    }

    private static List<String> addresses(List<RedisProcess> servers) {
        return servers.stream().map(RedisProcess::address).toList();
    }

    private static double migrate(ShardedMemory memory, List<String> to, long[] moved) {
        long began = System.nanoTime();
        String[] at = new String[] {""};
        memory.shards().migrate(to, (server, seen, movedThere) -> {
            moved[0] += server.equals(at[0]) ? movedThere - moved[1] : movedThere;
            moved[1] = movedThere;
            at[0] = server;
        });
        return (System.nanoTime() - began) / NANOS_A_SECOND;
    }

    /** Seconds from the start of the sink to the last fact written. */
    private double materialise(ShardedMemory memory, long facts) {
        MemorySinkConfig config = MemorySinkConfig.of(KafkaSettings.of(bootstrapServers), "bench-memory");
        long began = System.nanoTime();
        try (MemorySink sink = new MemorySink(config, BenchRegistry.create(), memory, Clock.systemUTC())) {
            sink.start();
            while (sink.counts().read() < facts || sink.counts().waiting() > 0) {
                if (sink.failure().isPresent() || System.nanoTime() - began > LIMIT_NANOS) {
                    throw new IllegalStateException("the sink of states got no further than "
                            + sink.counts().read() + " of " + facts + " facts: " + sink.failure());
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
            return (System.nanoTime() - began) / NANOS_A_SECOND;
        }
    }

    private static long states(ShardedMemory memory, BenchFleet fleet) {
        Set<String> agents = new HashSet<>();
        for (int agent = 0; agent < fleet.agents(); agent++) {
            agents.add(fleet.name(agent));
        }
        return memory.states(agents).values().stream()
                .filter(answer -> answer.get().isPresent())
                .count();
    }

    private long appended() {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (Topic<?> topic :
                List.of(Topics.LIFECYCLE_CHANGED, Topics.TASK_CHANGED, Topics.METRIC_SAMPLED, Topics.GPU_CHANGED)) {
            for (int partition = 0; partition < partitions; partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not say where its topics end: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the broker", e);
        }
    }
}
