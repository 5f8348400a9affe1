package io.blackroad.producer.fleet;

import java.util.ArrayList;
import java.util.List;

/** A replica of the model: starting, then ready with its agents, then draining until the last of them has stopped. */
final class ModelReplica implements Due {
    enum Phase {
        STARTING,
        READY,
        DRAINING,
        GONE
    }

    private final ModelTarget target;
    private final int ordinal;
    private final List<ModelAgent> agents = new ArrayList<>();
    private Phase phase = Phase.STARTING;

    ModelReplica(ModelTarget target, int ordinal) {
        this.target = target;
        this.ordinal = ordinal;
    }

    /** Its start delay is over. */
    @Override
    public void due(long now) {
        if (phase == Phase.STARTING) {
            target.started(this, now);
        }
    }

    ModelTarget target() {
        return target;
    }

    int ordinal() {
        return ordinal;
    }

    String name() {
        return target.agentPrefix() + ordinal;
    }

    Phase phase() {
        return phase;
    }

    void enter(Phase next) {
        phase = next;
    }

    List<ModelAgent> agents() {
        return agents;
    }

    /** Tasks at its agents. */
    int load() {
        int sum = 0;
        for (ModelAgent agent : agents) {
            sum += agent.load();
        }
        return sum;
    }
}
