package io.blackroad.producer.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The agents of a target that take work. */
final class AgentPool {
    private final List<ModelAgent> agents = new ArrayList<>();
    private final SplittableRandom random;

    AgentPool(SplittableRandom random) {
        this.random = random;
    }

    int size() {
        return agents.size();
    }

    void add(ModelAgent agent) {
        agent.poolIndex(agents.size());
        agents.add(agent);
    }

    /** The last one takes its place, so that this costs the same for any size. */
    void remove(ModelAgent agent) {
        ModelAgent last = agents.remove(agents.size() - 1);
        if (last != agent) {
            agents.set(agent.poolIndex(), last);
            last.poolIndex(agent.poolIndex());
        }
        agent.poolIndex(-1);
    }

    /** The one with less to do of two drawn: nearly as good as the least loaded of all, and needs no search. */
    ModelAgent pick() {
        int size = agents.size();
        if (size < 2) {
            return size == 0 ? null : agents.get(0);
        }
        int first = random.nextInt(size);
        int second = random.nextInt(size - 1);
        ModelAgent one = agents.get(first);
        ModelAgent other = agents.get(second < first ? second : second + 1);
        return other.load() < one.load() ? other : one;
    }
}
