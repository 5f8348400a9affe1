package io.blackroad.scaling;

import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;

/**
 * Signals that contradict each other. Agents that all report no CPU at all while tasks run, and a queue and arrivals
 * that are all at once zero while the CPU works on as before, are a dead source and not a quiet fleet; nothing is scaled
 * down on its word. The memory is the CPU use when tasks were last seen, and when that was: a CPU that
 * works on without tasks is believed in the end.
 */
final class DeadSource {
    private static final String OWNER = "signals";
    private static final int VERSION = 1;
    /** Below this use, thousandths of the request, a CPU says nothing about tasks. */
    private static final long IDLE_PERMILLE = 50;

    private DeadSource() {}

    /** The memory after a sample. */
    static Memory seen(Memory before, LoadSample sample, long now) {
        return hasTasks(sample) ? Memory.of(OWNER, VERSION, cpuPermille(sample.sums()), now) : before;
    }

    /** What contradicts what; null when nothing does. */
    static String contradiction(Memory memory, LoadSample sample, long now, long longestMicros) {
        AgentSums sums = sample.sums();
        if (sums.fresh() > 0 && sums.cpuRequestedMillis() > 0 && sums.cpuUsedMillis() == 0 && works(sample)) {
            return sums.fresh() + " agents report no CPU at all while " + sums.inFlight() + " tasks run";
        }
        if (!memory.isOf(OWNER, VERSION)
                || hasTasks(sample)
                || memory.at(0) < IDLE_PERMILLE
                || now - memory.at(1) > longestMicros) {
            return null;
        }
        long use = cpuPermille(sums);
        return use >= memory.at(0) / 2
                ? "tasks fell to none at all while the CPU works on at "
                        + Sentences.percent((int) Math.min(use, Integer.MAX_VALUE))
                : null;
    }

    private static boolean works(LoadSample sample) {
        return sample.sums().inFlight() > 0 || sample.tasks().completed() > 0;
    }

    private static boolean hasTasks(LoadSample sample) {
        AgentSums sums = sample.sums();
        return sums.queued() > 0 || sums.inFlight() > 0 || sample.tasks().submitted() > 0;
    }

    private static long cpuPermille(AgentSums sums) {
        return sums.cpuRequestedMillis() == 0 ? 0 : 1_000 * sums.cpuUsedMillis() / sums.cpuRequestedMillis();
    }
}
