package io.blackroad.streams.query;

import io.blackroad.schema.control.Phase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The fleet at a glance. A number that cannot be known, because a partition, a report or a price is missing, is null:
 * a sum without one of its parts looks like a number and is none.
 *
 * @param events changes of the last hour, oldest first
 * @param phase the active phase; null when there is none
 * @param alerts those that are pending or firing, by name
 */
record StatusReport(
        Instant at,
        Agents agents,
        List<Service> services,
        Load load,
        List<ScalingEvent> events,
        Long monthlyCostDollars,
        ActivePhase phase,
        List<AlertView> alerts,
        Set<Partition> missingPartitions) {

    /** Agents alive, and how many the active phase is built for. */
    record Agents(Long active, Integer target) {}

    /** The phase that the fleet is in. */
    record ActivePhase(
            String id, int maxAgents, String date, String architecture, int regions, long monthlyBudgetDollars) {}

    /** Replicas of a service over all regions, and the most that its rules allow. */
    record Service(String name, String displayName, Integer replicas, Integer max) {}

    /** Use over request of all agents, percent, and tasks that wait. */
    record Load(Integer cpuPercent, Integer memoryPercent, Integer gpuPercent, Long queued) {}

    /** The guide shows its services in this order; others follow by name. */
    private static final List<String> ORDER = List.of("api", "worker", "gpu");

    private static final BigDecimal NANOS_PER_DOLLAR = BigDecimal.valueOf(1_000_000_000);

    /**
     * The report.
     *
     * @param missing partitions that no part speaks for
     */
    static StatusReport of(Instant at, List<StatusPart> parts, Set<Partition> missing, List<Phase> phases) {
        Collection<TargetLoad> targets = distinct(parts, StatusPart::targets, TargetLoad::key);
        boolean targetsMissing = missing.stream().anyMatch(partition -> partition.keyspace() == Keyspace.TARGET);
        Optional<Usage> usage = targets.stream()
                .map(TargetLoad::usage)
                .filter(Objects::nonNull)
                .reduce(Usage::plus)
                .filter(sum -> !targetsMissing);
        return new StatusReport(
                at,
                new Agents(active(parts, missing), target(phases)),
                services(targets, targetsMissing),
                usage.map(StatusReport::load).orElse(new Load(null, null, null, null)),
                events(parts),
                dollars(parts),
                active(phases).map(StatusReport::phase).orElse(null),
                alerts(parts),
                missing);
    }

    /** The same number as in the costs, in dollars. */
    private static Long dollars(List<StatusPart> parts) {
        return parts.stream()
                .map(StatusPart::nanoDollarsPerMonth)
                .filter(Objects::nonNull)
                .findFirst()
                .map(nanos -> BigDecimal.valueOf(nanos)
                        .divide(NANOS_PER_DOLLAR, 0, RoundingMode.HALF_UP)
                        .longValueExact())
                .orElse(null);
    }

    private static Long active(List<StatusPart> parts, Set<Partition> missing) {
        if (missing.stream().anyMatch(partition -> partition.keyspace() == Keyspace.AGENT)) {
            return null;
        }
        return distinct(parts, StatusPart::totals, PartitionTotals::partition).stream()
                .mapToLong(PartitionTotals::activeAgents)
                .sum();
    }

    private static Integer target(List<Phase> phases) {
        return active(phases).map(Phase::getMaxAgents).orElse(null);
    }

    private static Optional<Phase> active(List<Phase> phases) {
        return phases.stream().filter(Phase::getActive).findFirst();
    }

    private static ActivePhase phase(Phase row) {
        return new ActivePhase(
                row.getId(),
                row.getMaxAgents(),
                row.getDate(),
                row.getArchitecture(),
                row.getRegions(),
                BigDecimal.valueOf(row.getMonthlyBudgetNanoDollars())
                        .divide(NANOS_PER_DOLLAR, 0, RoundingMode.HALF_UP)
                        .longValueExact());
    }

    private static List<AlertView> alerts(List<StatusPart> parts) {
        return distinct(parts, StatusPart::alerts, AlertView::name).stream()
                .filter(AlertView::active)
                .sorted(Comparator.comparing(AlertView::name))
                .toList();
    }

    private static List<Service> services(Collection<TargetLoad> targets, boolean incomplete) {
        Map<String, Service> services =
                new TreeMap<>(Comparator.comparingInt(StatusReport::place).thenComparing(Comparator.naturalOrder()));
        for (TargetLoad target : targets) {
            Service service = new Service(
                    target.key().service(),
                    target.displayName(),
                    incomplete ? null : target.replicas(),
                    incomplete ? null : target.maxReplicas());
            services.merge(
                    service.name(),
                    service,
                    (one, other) -> new Service(
                            one.name(),
                            one.displayName(),
                            sum(one.replicas(), other.replicas()),
                            sum(one.max(), other.max())));
        }
        return List.copyOf(services.values());
    }

    private static int place(String service) {
        int place = ORDER.indexOf(service);
        return place < 0 ? ORDER.size() : place;
    }

    private static Integer sum(Integer left, Integer right) {
        return left == null || right == null ? null : Integer.valueOf(left + right);
    }

    private static Load load(Usage sum) {
        return new Load(
                percent(sum.cpuUsedMillis(), sum.cpuRequestedMillis()),
                percent(sum.memoryUsedBytes(), sum.memoryRequestedBytes()),
                percent(sum.gpuUsedMillis(), sum.gpuRequestedMillis()),
                sum.queued());
    }

    private static Integer percent(long used, long requested) {
        if (requested == 0) {
            return null;
        }
        return BigDecimal.valueOf(used)
                .movePointRight(2)
                .divide(BigDecimal.valueOf(requested), 0, RoundingMode.HALF_UP)
                .intValueExact();
    }

    private static List<ScalingEvent> events(List<StatusPart> parts) {
        return distinct(parts, StatusPart::events, ScalingEvent::decisionId).stream()
                .sorted(Comparator.comparing(ScalingEvent::at).thenComparing(ScalingEvent::decisionId))
                .toList();
    }

    /** What the parts say, each thing once: one that moves between instances may be told by both. */
    private static <T> Collection<T> distinct(
            List<StatusPart> parts, Function<StatusPart, List<T>> items, Function<T, Object> id) {
        Map<Object, T> distinct = new LinkedHashMap<>();
        for (StatusPart part : parts) {
            items.apply(part).forEach(item -> distinct.putIfAbsent(id.apply(item), item));
        }
        return distinct.values();
    }
}
