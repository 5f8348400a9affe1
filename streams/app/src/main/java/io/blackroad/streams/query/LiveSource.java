package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.streams.live.Marks;
import io.blackroad.streams.live.Seat;
import io.blackroad.streams.live.SeriesBook;
import io.blackroad.streams.live.Sight;
import io.blackroad.streams.live.TargetPoint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** This instance's part of a view of the fleet. It keeps the series of its targets also while nobody looks. */
final class LiveSource {
    static final int MAX_DECISIONS = 60;

    private final LocalState state;
    private final InstantSource clock;
    private final String run;
    private final SeriesBook series = new SeriesBook();
    private List<Seat> seats = List.of();
    private long seating;

    /** @param run names this process */
    LiveSource(LocalState state, InstantSource clock, String run) {
        this.state = state;
        this.clock = clock;
        this.run = run;
    }

    /** Adds a point to the series of each target held here. */
    synchronized void sample() {
        Instant now = clock.instant();
        series.add(state.targets().items().stream()
                .map(target -> point(target, now.getEpochSecond()))
                .toList());
        series.forget(now.getEpochSecond() - SeriesBook.KEPT_SECONDS);
    }

    /**
     * The part.
     *
     * @param since points and decisions only from then on
     * @param known names of lists of seats that the caller has
     */
    synchronized LivePart part(Instant since, Collection<String> known) {
        Slice<Sight> sights = state.sights();
        Slice<TargetView> targets = state.targets();
        sample();
        List<Seat> now = sights.items().stream().map(Sight::seat).toList();
        if (!now.equals(seats)) {
            seats = now;
            seating++;
        }
        Set<Partition> partitions = new TreeSet<>(sights.partitions());
        partitions.addAll(targets.partitions());
        String name = run + "." + seating;
        return new LivePart(
                partitions,
                name,
                known.contains(name) ? null : now,
                Marks.of(sights.items()),
                series.after(since.getEpochSecond()),
                decisions(targets.items(), since));
    }

    private List<ObjectNode> decisions(List<TargetView> targets, Instant since) {
        List<TargetKey> keys = targets.stream().map(TargetView::key).toList();
        List<ObjectNode> decisions = new ArrayList<>();
        for (ScaleDecided decision : new DecisionScan(state, null, since, true).first(keys, MAX_DECISIONS)) {
            decisions.add((ObjectNode) DecisionQueries.withoutEvidence(decision));
        }
        return decisions;
    }

    private static TargetPoint point(TargetView target, long second) {
        return new TargetPoint(
                target.key().id(),
                second,
                target.lastDecision() == null
                        ? null
                        : known(target.lastDecision().getToReplicas()),
                known(target.replicas()),
                known(target.ready()),
                target.sample() == null ? null : target.sample().getQueued(),
                Utilization.permille(
                        target.sample(),
                        target.rule() == null ? "" : target.rule().getMetric()));
    }

    private static Integer known(int replicas) {
        return replicas < 0 ? null : Integer.valueOf(replicas);
    }
}
