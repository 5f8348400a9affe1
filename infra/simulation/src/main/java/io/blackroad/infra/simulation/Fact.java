package io.blackroad.infra.simulation;

import io.blackroad.agent.LifecycleFact;
import io.blackroad.agent.TaskFact;
import io.blackroad.gpu.GpuShape;

/**
 * A fact of an agent as it lies in the log.
 *
 * @param appendedAt the broker's time
 */
record Fact(String agentId, long appendedAt, Said said) {
    static final int LIFE = 0;
    static final int TASK = 1;
    static final int METRIC = 2;
    static final int GPU = 3;
    static final int TOPICS = 4;

    /** What is said. */
    sealed interface Said {
        /** Topic that it belongs to. */
        int topic();

        /** When, by the agent's clock. */
        long occurredAt();
    }

    record Life(LifecycleFact fact) implements Said {
        @Override
        public int topic() {
            return LIFE;
        }

        @Override
        public long occurredAt() {
            return fact.occurredAtMicros();
        }
    }

    record Work(TaskFact fact) implements Said {
        @Override
        public int topic() {
            return TASK;
        }

        @Override
        public long occurredAt() {
            return fact.occurredAtMicros();
        }
    }

    /** What the agent uses. */
    record Sample(long epoch, long sequence, int cpuUsedMillis, long occurredAt) implements Said {
        @Override
        public int topic() {
            return METRIC;
        }
    }

    /** A request for GPU, or its release when there is no shape. */
    record Cards(long epoch, long sequence, String requestId, GpuShape shape, long occurredAt) implements Said {
        @Override
        public int topic() {
            return GPU;
        }
    }

    /** Bytes that nobody can read. */
    record Garbage(int topic, long occurredAt) implements Said {}
}
