package io.blackroad.streams.stored;

import io.blackroad.load.AgentSums;
import io.blackroad.load.Partial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Partials between store and domain. */
public final class PartialWire {
    /** Key of the partials of the whole fleet; no target has it, since theirs have a slash. */
    public static final String FLEET = "fleet";

    private PartialWire() {}

    /** A partial as it travels to the load stage. */
    public static StoredPartial stored(Partial partial) {
        return new StoredPartial(
                partial.partition(),
                partial.partitions(),
                partial.tick(),
                stored(partial.sums()),
                CountsWire.stored(partial.tasks()),
                list(partial.cpu()),
                list(partial.latency()),
                partial.offsets().metric(),
                partial.offsets().task(),
                partial.offsets().lifecycle());
    }

    /** A partial from what travelled. */
    public static Partial partial(StoredPartial stored) {
        return new Partial(
                stored.getPartition(),
                stored.getPartitions(),
                stored.getTick(),
                sums(stored.getSums()),
                CountsWire.counts(stored.getTasks()),
                array(stored.getCpu()),
                array(stored.getLatency()),
                new Partial.SourceOffsets(
                        stored.getMetricOffset(), stored.getTaskOffset(), stored.getLifecycleOffset()));
    }

    private static StoredSums stored(AgentSums s) {
        return new StoredSums(
                s.agents(),
                s.idle(),
                s.busy(),
                s.draining(),
                s.fresh(),
                s.missing(),
                s.cpuUsedMillis(),
                s.cpuRequestedMillis(),
                s.cpuMissingMillis(),
                s.memoryUsedBytes(),
                s.memoryRequestedBytes(),
                s.memoryMissingBytes(),
                s.gpuUsedMillis(),
                s.gpuRequestedMillis(),
                s.cpuMaxPermille(),
                s.queued(),
                s.inFlight(),
                s.starting(),
                s.startingFresh(),
                s.cpuStartingMillis(),
                s.cpuStartingFreshMillis(),
                s.cpuStartingUsedMillis());
    }

    private static AgentSums sums(StoredSums s) {
        return new AgentSums(
                s.getAgents(),
                s.getIdle(),
                s.getBusy(),
                s.getDraining(),
                s.getFresh(),
                s.getMissing(),
                s.getCpuUsedMillis(),
                s.getCpuRequestedMillis(),
                s.getCpuMissingMillis(),
                s.getMemoryUsedBytes(),
                s.getMemoryRequestedBytes(),
                s.getMemoryMissingBytes(),
                s.getGpuUsedMillis(),
                s.getGpuRequestedMillis(),
                s.getCpuMaxPermille(),
                s.getQueued(),
                s.getInFlight(),
                s.getStarting(),
                s.getStartingFresh(),
                s.getCpuStartingMillis(),
                s.getCpuStartingFreshMillis(),
                s.getCpuStartingUsedMillis());
    }

    private static List<Integer> list(int[] values) {
        return Arrays.stream(values).boxed().collect(Collectors.toCollection(ArrayList::new));
    }

    private static int[] array(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
