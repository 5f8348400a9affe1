package io.blackroad.streams.query;

import io.blackroad.cost.Prices;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.streams.control.PriceWire;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The fleet at a glance, added up over all instances. */
final class StatusQueries {
    /** Most events that one instance tells; the newest are kept. */
    static final int MAX_EVENTS = 500;

    private static final Duration EVENTS = Duration.ofHours(1);

    private final QuerySources sources;
    private final LocalState state;
    private final Everyone everyone;

    StatusQueries(QuerySources sources, Everyone everyone) {
        this.sources = sources;
        this.state = sources.state();
        this.everyone = everyone;
    }

    Answer status(Ask ask) {
        Parameters.of(ask).check();
        Instant at = sources.clock().instant();
        if (ask.hop()) {
            return Answer.json(local(at));
        }
        List<StatusPart> parts = everyone.parts(ask, StatusPart.class, () -> local(at));
        Set<Partition> missing = everyone.missing(parts, Keyspace.AGENT, Keyspace.TARGET, Keyspace.FLEET);
        if (parts.stream().allMatch(part -> part.partitions().isEmpty())) {
            throw Everyone.tooLittle(missing);
        }
        return Answer.json(StatusReport.of(at, parts, missing, state.phases()));
    }

    private StatusPart local(Instant at) {
        Slice<TargetView> targets = state.targets();
        Map<TargetKey, String> names = new HashMap<>();
        targets.items().forEach(target -> names.put(target.key(), target.displayName()));
        List<ScalingEvent> events = new DecisionScan(state, null, at.minus(EVENTS), false)
                .first(names.keySet(), MAX_EVENTS).stream()
                        .filter(decision -> decision.getShadow() == null)
                        .map(decision -> ScalingEvent.of(decision, names.get(key(decision))))
                        .toList();
        List<PartitionTotals> totals = state.totals();
        Set<Partition> partitions = new TreeSet<>(targets.partitions());
        totals.forEach(total -> partitions.add(new Partition(Keyspace.AGENT, total.partition())));
        Slice<CostBook> costs = state.cost(Duration.ZERO);
        partitions.addAll(costs.partitions());
        Long perMonth = costs.items().stream()
                .flatMap(book -> RunRate.of(book, new Prices(PriceWire.rows(state.prices()))).stream())
                .map(RunRate::perMonth)
                .findFirst()
                .orElse(null);
        return new StatusPart(
                partitions,
                totals,
                targets.items().stream().map(TargetLoad::of).toList(),
                events,
                state.alerts().items(),
                perMonth);
    }

    private static TargetKey key(ScaleDecided decision) {
        return new TargetKey(decision.getRegion(), decision.getService());
    }
}
