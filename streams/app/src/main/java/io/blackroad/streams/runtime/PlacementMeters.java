package io.blackroad.streams.runtime;

import io.blackroad.placement.WorkerState;
import io.blackroad.streams.query.LocalState;
import io.blackroad.streams.query.PlacementView;
import io.blackroad.streams.query.StateUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How the regions' agents are spread over their workers; an instance speaks for the regions that it places. */
final class PlacementMeters {
    private final MultiGauge workers;
    private final MultiGauge fullest;
    private final MultiGauge moves;

    PlacementMeters(MeterRegistry meters) {
        workers = MultiGauge.builder("blackroad.workers")
                .description("Workers of a region by state.")
                .register(meters);
        fullest = MultiGauge.builder("blackroad.workers.imbalance")
                .description("Load of a region's fullest live worker over the mean; 1 is even.")
                .register(meters);
        moves = MultiGauge.builder("blackroad.placement.moves")
                .description("Agents placed, and moves planned, done, given up and ended since the beginning.")
                .register(meters);
    }

    /** Shows the regions as they are; none while partitions move. */
    void follow(LocalState state) {
        List<PlacementView> regions = regions(state);
        List<MultiGauge.Row<?>> byState = new ArrayList<>();
        List<MultiGauge.Row<?>> uneven = new ArrayList<>();
        List<MultiGauge.Row<?>> counts = new ArrayList<>();
        for (PlacementView region : regions) {
            Tags tags = Tags.of("region", region.region());
            Map<String, Long> found = region.workers().stream()
                    .collect(Collectors.groupingBy(PlacementView.Worker::state, Collectors.counting()));
            Arrays.stream(WorkerState.Status.values())
                    .map(Enum::name)
                    .forEach(status -> byState.add(
                            row(tags.and("state", status.toLowerCase(Locale.ROOT)), found.getOrDefault(status, 0L))));
            uneven.add(row(tags, region.fullestPermille() / 1e3));
            counts.add(row(tags.and("outcome", "placed"), region.moves().placed()));
            counts.add(row(tags.and("outcome", "planned"), region.moves().planned()));
            counts.add(row(tags.and("outcome", "done"), region.moves().done()));
            counts.add(row(tags.and("outcome", "given_up"), region.moves().givenUp()));
            counts.add(row(tags.and("outcome", "ended"), region.moves().ended()));
        }
        workers.register(byState, true);
        fullest.register(uneven, true);
        moves.register(counts, true);
    }

    private static MultiGauge.Row<Number> row(Tags tags, Number value) {
        return MultiGauge.Row.of(tags, value);
    }

    private static List<PlacementView> regions(LocalState state) {
        try {
            return state.placements().items();
        } catch (StateUnavailableException e) {
            return List.of();
        }
    }
}
