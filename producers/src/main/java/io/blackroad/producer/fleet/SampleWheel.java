package io.blackroad.producer.fleet;

import java.util.ArrayList;
import java.util.List;

/** Spreads the samples of all agents evenly over the interval: a wheel that turns once an interval. */
final class SampleWheel {
    /** Fine enough that 30,000 agents come in groups of 30. */
    private static final int SLOTS = 1_000;

    /** Has no divisor in common with the slots, so that agents which join together do not sample together. */
    private static final int STRIDE = 617;

    private final List<List<ModelAgent>> slots = new ArrayList<>(SLOTS);
    private final long slotMicros;
    private int joining;
    private int next;

    SampleWheel(long intervalMicros) {
        this.slotMicros = Math.max(1, intervalMicros / SLOTS);
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new ArrayList<>(0));
        }
    }

    long slotMicros() {
        return slotMicros;
    }

    void add(ModelAgent agent) {
        slots.get(joining).add(agent);
        joining = (joining + STRIDE) % SLOTS;
    }

    /** Samples the agents of the next slot, and forgets those that have stopped. */
    void turn(long now, FleetEvents events) {
        List<ModelAgent> slot = slots.get(next);
        next = (next + 1) % SLOTS;
        int kept = 0;
        for (int i = 0; i < slot.size(); i++) {
            ModelAgent agent = slot.get(i);
            if (!agent.stopped()) {
                slot.set(kept++, agent);
                events.sampled(agent, agent.sample(now), now);
            }
        }
        slot.subList(kept, slot.size()).clear();
    }
}
