package io.blackroad.streams.live;

import java.util.Objects;

/**
 * Where one agent sits.
 *
 * @param worker worker node; empty when it is not placed
 */
public record Seat(String id, String region, String worker) {
    public Seat {
        Objects.requireNonNull(id);
        Objects.requireNonNull(region);
        Objects.requireNonNull(worker);
    }
}
