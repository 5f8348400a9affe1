package io.blackroad.streams.scaling;

import io.blackroad.scaling.pool.PoolKind;
import io.blackroad.streams.stored.StoredTarget;

/** The warm agents that a target's pool rule wants, from what is stored of the target. */
public final class WarmWire {
    private WarmWire() {}

    /** 0 for a target that nothing is stored of, or whose rule keeps none warm. */
    public static int warm(StoredTarget stored) {
        return stored == null
                ? 0
                : PoolKind.warm(MemoryWire.memories(stored.getMemories())).orElse(0);
    }
}
