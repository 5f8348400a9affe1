package io.blackroad.streams.runtime;

import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.control.Phase;
import io.blackroad.streams.agent.AgentTopology;
import io.blackroad.streams.query.LocalState;
import io.blackroad.streams.query.PartitionTotals;
import io.blackroad.streams.query.StateUnavailableException;
import io.blackroad.streams.query.TargetView;
import io.blackroad.streams.query.TopicBalance;
import io.blackroad.topic.Topic;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** The fleet's metrics. Each instance speaks for the partitions it holds: sum over instances. */
final class FleetMeters {
    private static final double NANOS_PER_DOLLAR = 1e9;
    /** What one look at broker or stores found serves all meters of a scrape. */
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final MeterRegistry meters;
    private final InstantSource clock;
    private List<TopicBalance> balance = List.of();
    private Instant balanceUntil = Instant.MIN;
    private List<LoadSampled> samples = List.of();
    private Instant samplesUntil = Instant.MIN;

    FleetMeters(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** Shows a state. */
    void bind(LocalState state) {
        gauge(
                "blackroad.agents.active",
                "Agents alive and heard from lately.",
                () -> state.totals().stream()
                        .mapToLong(PartitionTotals::activeAgents)
                        .sum());
        gauge(
                "blackroad.agents.target",
                "Agents that the fleet's phase is built for.",
                () -> state.phases().stream()
                        .filter(Phase::getActive)
                        .mapToInt(Phase::getMaxAgents)
                        .sum());
        gauge(
                "blackroad.task.queue.length",
                "Tasks submitted and not started.",
                () -> sum(state, LoadSampled::getQueued));
        gauge(
                "blackroad.fleet.gpu.utilization",
                "GPU used over requested by all agents, 0 to 1.",
                () -> Ratio.of(
                        sum(state, LoadSampled::getGpuUsedMillis), sum(state, LoadSampled::getGpuRequestedMillis)));
        gauge(
                "blackroad.cpu.utilization",
                "CPU used over requested, 0 to 1.",
                () -> Ratio.of(
                        sum(state, LoadSampled::getCpuUsedMillis), sum(state, LoadSampled::getCpuRequestedMillis)));
        gauge(
                "blackroad.samples.missing",
                "Agents without a fresh metric sample.",
                () -> sum(state, LoadSampled::getMissing));
        gauge(
                "blackroad.event.time.lag.seconds",
                "Clock minus the newest tick that was summed up, while facts wait to be read; 0 while none does.",
                () -> lag(state));
        gauge(
                "blackroad.budget.dollars.per.month",
                "Budget of the fleet's phase.",
                () -> state.phases().stream()
                        .filter(Phase::getActive)
                        .mapToDouble(phase -> phase.getMonthlyBudgetNanoDollars() / NANOS_PER_DOLLAR)
                        .sum());
        for (Topic<?> topic : AgentTopology.SOURCES) {
            Gauge.builder("blackroad.facts.pending", () -> known(() -> pending(state, topic.name())))
                    .description("Facts of an agent topic that are appended and not read.")
                    .tag("topic", topic.name())
                    .register(meters);
        }
        for (Account account : Account.values()) {
            FunctionCounter.builder("blackroad.facts", state, s -> facts(s, account))
                    .description("Facts of the agent topics by what became of them.")
                    .tag("verdict", account.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }

    private enum Account {
        APPLIED(TopicBalance::applied),
        DUPLICATE(TopicBalance::duplicate),
        LATE(TopicBalance::late),
        DEAD_LETTER(TopicBalance::deadLettered);

        private final ToDoubleFunction<TopicBalance> column;

        Account(ToDoubleFunction<TopicBalance> column) {
            this.column = column;
        }
    }

    private void gauge(String name, String description, DoubleSupplier value) {
        Gauge.builder(name, () -> known(value)).description(description).register(meters);
    }

    /** While partitions move, a number is not known; a zero would be a lie. */
    private static double known(DoubleSupplier value) {
        try {
            return value.getAsDouble();
        } catch (StateUnavailableException e) {
            return Double.NaN;
        }
    }

    private double facts(LocalState state, Account account) {
        return known(() -> balance(state).stream().mapToDouble(account.column).sum());
    }

    private synchronized List<TopicBalance> balance(LocalState state) {
        Instant now = clock.instant();
        if (now.isAfter(balanceUntil)) {
            balance = state.balance().items();
            balanceUntil = now.plus(KEPT);
        }
        return balance;
    }

    private double sum(LocalState state, ToDoubleFunction<LoadSampled> column) {
        return samples(state).stream().mapToDouble(column).sum();
    }

    private synchronized List<LoadSampled> samples(LocalState state) {
        Instant now = clock.instant();
        if (now.isAfter(samplesUntil)) {
            samples = state.targets().items().stream()
                    .map(TargetView::sample)
                    .filter(sample -> sample != null)
                    .toList();
            samplesUntil = now.plus(KEPT);
        }
        return samples;
    }

    private double pending(LocalState state, String topic) {
        return balance(state).stream()
                .filter(account -> account.topic().equals(topic))
                .mapToLong(TopicBalance::pending)
                .sum();
    }

    /** Where nothing waits, an old sample means silence and no lag. */
    private double lag(LocalState state) {
        if (balance(state).stream().allMatch(account -> account.pending() == 0)) {
            return 0;
        }
        return samples(state).stream()
                .mapToDouble(sample ->
                        Duration.between(sample.getTickEnd(), clock.instant()).toMillis() / 1e3)
                .min()
                .orElse(Double.NaN);
    }
}
