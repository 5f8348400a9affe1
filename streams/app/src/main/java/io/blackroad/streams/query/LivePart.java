package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.streams.live.Seat;
import io.blackroad.streams.live.TargetPoint;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One instance's part of a view of the fleet.
 *
 * @param seating names the list of seats
 * @param seats who sits where; null when the caller has the list of that name
 * @param marks state and load of each, two characters a seat
 */
record LivePart(
        Set<Partition> partitions,
        String seating,
        List<Seat> seats,
        String marks,
        List<TargetPoint> points,
        List<ObjectNode> decisions)
        implements Part {
    LivePart {
        partitions = Set.copyOf(partitions);
        Objects.requireNonNull(seating);
        Objects.requireNonNull(marks);
        points = List.copyOf(points);
        decisions = List.copyOf(decisions);
    }
}
