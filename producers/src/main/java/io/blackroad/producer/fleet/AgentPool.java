package io.blackroad.producer.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The agents of a target that take work: one list, those with nothing to do in front. Every step costs the same for any size. */
final class AgentPool {
    private final List<ModelAgent> agents = new ArrayList<>();
    private final SplittableRandom random;
    private int idle;

    AgentPool(SplittableRandom random) {
        this.random = random;
    }

    int size() {
        return agents.size();
    }

    /** An agent without work joins. */
    void add(ModelAgent agent) {
        agent.poolIndex(agents.size());
        agents.add(agent);
        idle(agent);
    }

    void remove(ModelAgent agent) {
        if (agent.poolIndex() < idle) {
            busy(agent);
        }
        swap(agent.poolIndex(), agents.size() - 1);
        agents.remove(agents.size() - 1);
        agent.poolIndex(-1);
    }

    /** An agent that had nothing to do now has. */
    void busy(ModelAgent agent) {
        idle--;
        swap(agent.poolIndex(), idle);
    }

    /** An agent has nothing to do any more. */
    void idle(ModelAgent agent) {
        swap(agent.poolIndex(), idle);
        idle++;
    }

    /**
     * Who gets the next task: an agent without work; if all have some, the one with less of two drawn, which is nearly
     * as good as the one with the least and needs no search. Null for an empty pool.
     */
    ModelAgent pick() {
        if (idle > 0) {
            return agents.get(random.nextInt(idle));
        }
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

    private void swap(int i, int j) {
        ModelAgent one = agents.get(i);
        ModelAgent other = agents.get(j);
        agents.set(i, other);
        agents.set(j, one);
        other.poolIndex(i);
        one.poolIndex(j);
    }
}
