package io.blackroad.infra.bench.memory;

import io.blackroad.infra.bench.memory.MemoryResult.Rate;
import io.blackroad.sink.memory.Answer;
import io.blackroad.sink.memory.CacheConfig;
import io.blackroad.sink.memory.CachedMemory;
import io.blackroad.sink.memory.Entry;
import io.blackroad.sink.memory.Memory;
import io.blackroad.sink.memory.MemoryChanges;
import io.blackroad.sink.memory.MemoryKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Calls of a memory, one by one, by many threads, and many keys at once. */
final class MemoryCalls {
    private static final int COPIES = 1_000;
    private static final int HITS = 5_000_000;
    private static final double NANOS_A_SECOND = 1e9;

    private final Memory memory;
    private final MemoryPlan plan;
    private final byte[] value = new byte[MemoryPart.VALUE_BYTES];

    MemoryCalls(Memory memory, MemoryPlan plan) {
        this.memory = memory;
        this.plan = plan;
    }

    static MemoryKey key(int number) {
        return new MemoryKey("agent-" + number, "plan");
    }

    List<Rate> rates() {
        List<Rate> rates = new ArrayList<>();
        rates.add(batches(
                "set, 500 keys a call",
                from -> memory.setAll(entries(from)).values().forEach(Answer::get)));
        rates.add(batches(
                "get, 500 keys a call",
                from -> memory.getAll(keys(from)).values().forEach(Answer::get)));
        rates.add(calls("set, one thread", 1, number -> memory.set(Entry.of(key(number), value))));
        rates.add(calls("get, one thread", 1, number -> memory.get(key(number))));
        rates.add(calls("set, 8 threads", MemoryPlan.THREADS, number -> memory.set(Entry.of(key(number), value))));
        rates.add(calls("get, 8 threads", MemoryPlan.THREADS, number -> memory.get(key(number))));
        return rates;
    }

    private List<MemoryKey> keys(int from) {
        List<MemoryKey> keys = new ArrayList<>(MemoryPlan.BATCH);
        for (int number = from; number < Math.min(plan.keys(), from + MemoryPlan.BATCH); number++) {
            keys.add(key(number));
        }
        return keys;
    }

    private List<Entry> entries(int from) {
        return keys(from).stream().map(key -> Entry.of(key, value)).toList();
    }

    /** The second round counts. */
    private Rate batches(String what, IntConsumer batch) {
        double seconds = 0;
        for (int round = 0; round < 2; round++) {
            long began = System.nanoTime();
            for (int from = 0; from < plan.keys(); from += MemoryPlan.BATCH) {
                batch.accept(from);
            }
            seconds = (System.nanoTime() - began) / NANOS_A_SECOND;
        }
        return new Rate(what, plan.keys() / seconds);
    }

    private Rate calls(String what, int threads, IntConsumer call) {
        each(threads, plan.calls() / 5, call);
        return new Rate(what, plan.calls() / each(threads, plan.calls(), call));
    }

    private double each(int threads, int calls, IntConsumer call) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long began = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread;
                running.add(pool.submit(() -> {
                    for (int number = first; number < calls; number += threads) {
                        call.accept(number % plan.keys());
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
            return (System.nanoTime() - began) / NANOS_A_SECOND;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Nanoseconds of a read that needs no server. */
    double hitNanos() {
        CachedMemory cached =
                new CachedMemory(memory, MemoryChanges.NOBODY, new CacheConfig(Duration.ofHours(1), 64L << 20));
        MemoryKey[] keys = new MemoryKey[COPIES];
        for (int number = 0; number < COPIES; number++) {
            keys[number] = key(number);
            cached.get(keys[number]);
        }
        double nanos = 0;
        for (int round = 0; round < 2; round++) {
            long began = System.nanoTime();
            for (int hit = 0; hit < HITS; hit++) {
                cached.get(keys[hit % COPIES]);
            }
            nanos = (System.nanoTime() - began) / (double) HITS;
        }
        return nanos;
    }
}
