package io.blackroad.streams.scaling;

import io.blackroad.scaling.ShadowBill;
import io.blackroad.streams.stored.StoredTarget;
import java.util.Optional;

/** What can be read of a stored shadow. */
public final class Shadows {
    private Shadows() {}

    /** What it would have cost so far; empty before its first tick and after its end. */
    public static Optional<ShadowBill> bill(StoredTarget stored) {
        return stored == null ? Optional.empty() : ShadowBill.of(MemoryWire.memory(stored.getBill()));
    }
}
