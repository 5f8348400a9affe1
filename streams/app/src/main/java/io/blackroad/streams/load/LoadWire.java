package io.blackroad.streams.load;

import io.blackroad.agent.TaskCounts;
import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import io.blackroad.load.LoadState;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.SourceOffset;
import io.blackroad.streams.stored.CountsWire;
import io.blackroad.streams.stored.PartialWire;
import io.blackroad.streams.stored.StoredLoad;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Partials and load samples between Avro and the domain. */
public final class LoadWire {
    private LoadWire() {}

    static StoredLoad stored(LoadState state) {
        return new StoredLoad(
                state.lastTick(),
                state.sequence(),
                CountsWire.stored(state.counted()),
                state.partials().stream().map(PartialWire::stored).collect(Collectors.toCollection(ArrayList::new)));
    }

    static LoadState state(StoredLoad stored) {
        if (stored == null) {
            return LoadState.EMPTY;
        }
        return new LoadState(
                stored.getLastTick(),
                stored.getSequence(),
                CountsWire.counts(stored.getCounted()),
                stored.getPartials().stream().map(PartialWire::partial).toList());
    }

    /** A sample as it is published. */
    static LoadSampled sampled(String target, LoadSample sample, long tickMicros) {
        AgentSums sums = sample.sums();
        int slash = target.indexOf('/');
        return LoadSampled.newBuilder()
                .setRegion(target.substring(0, Math.max(0, slash)))
                .setService(target.substring(slash + 1))
                .setSequence(sample.sequence())
                .setTickEnd(instant(sample.tick() * tickMicros))
                .setTickMicros(tickMicros)
                .setAgents(sums.agents())
                .setIdle(sums.idle())
                .setBusy(sums.busy())
                .setDraining(sums.draining())
                .setFresh(sums.fresh())
                .setMissing(sums.missing())
                .setCpuUsedMillis(sums.cpuUsedMillis())
                .setCpuRequestedMillis(sums.cpuRequestedMillis())
                .setCpuMissingMillis(sums.cpuMissingMillis())
                .setMemoryUsedBytes(sums.memoryUsedBytes())
                .setMemoryRequestedBytes(sums.memoryRequestedBytes())
                .setMemoryMissingBytes(sums.memoryMissingBytes())
                .setGpuUsedMillis(sums.gpuUsedMillis())
                .setGpuRequestedMillis(sums.gpuRequestedMillis())
                .setCpuMaxPermille(sums.cpuMaxPermille())
                .setCpuP50Permille((int) sample.cpuP50Permille())
                .setCpuP95Permille((int) sample.cpuP95Permille())
                .setQueued(sums.queued())
                .setInFlight(sums.inFlight())
                .setArrivals(sample.tasks().submitted())
                .setCompletions(sample.tasks().completed())
                .setFailures(sample.tasks().failed())
                .setLatencyP50Micros(sample.latencyP50Micros())
                .setLatencyP95Micros(sample.latencyP95Micros())
                .setSources(sources(sample, tickMicros))
                .setStarting(sums.starting())
                .setStartingFresh(sums.startingFresh())
                .setCpuStartingMillis(sums.cpuStartingMillis())
                .setCpuStartingFreshMillis(sums.cpuStartingFreshMillis())
                .setCpuStartingUsedMillis(sums.cpuStartingUsedMillis())
                .build();
    }

    /** What scaling needs of a published sample. */
    public static LoadSample sample(LoadSampled sampled) {
        AgentSums sums = new AgentSums(
                sampled.getAgents(),
                sampled.getIdle(),
                sampled.getBusy(),
                sampled.getDraining(),
                sampled.getFresh(),
                sampled.getMissing(),
                sampled.getCpuUsedMillis(),
                sampled.getCpuRequestedMillis(),
                sampled.getCpuMissingMillis(),
                sampled.getMemoryUsedBytes(),
                sampled.getMemoryRequestedBytes(),
                sampled.getMemoryMissingBytes(),
                sampled.getGpuUsedMillis(),
                sampled.getGpuRequestedMillis(),
                sampled.getCpuMaxPermille(),
                sampled.getQueued(),
                sampled.getInFlight(),
                sampled.getStarting(),
                sampled.getStartingFresh(),
                sampled.getCpuStartingMillis(),
                sampled.getCpuStartingFreshMillis(),
                sampled.getCpuStartingUsedMillis());
        return new LoadSample(
                sampled.getSequence(),
                micros(sampled.getTickEnd()) / sampled.getTickMicros(),
                sums,
                new TaskCounts(sampled.getArrivals(), 0, sampled.getCompletions(), sampled.getFailures(), 0),
                sampled.getCpuP50Permille(),
                sampled.getCpuP95Permille(),
                sampled.getLatencyP50Micros(),
                sampled.getLatencyP95Micros(),
                List.of());
    }

    /** Microseconds since 1970 as an instant. */
    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** An instant as microseconds since 1970. */
    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static List<SourceOffset> sources(LoadSample sample, long tickMicros) {
        List<SourceOffset> sources = new ArrayList<>(sample.sources().size());
        for (LoadSample.Source source : sample.sources()) {
            sources.add(new SourceOffset(
                    source.partition(),
                    instant(source.tick() * tickMicros),
                    source.offsets().metric(),
                    source.offsets().task(),
                    source.offsets().lifecycle()));
        }
        return sources;
    }
}
