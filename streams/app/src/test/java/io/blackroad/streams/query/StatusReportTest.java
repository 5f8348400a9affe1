package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.control.Phase;
import io.blackroad.streams.query.StatusReport.Service;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusReportTest {
    private static final TargetKey EAST_API = new TargetKey("us-east", "api");
    private static final TargetKey WEST_API = new TargetKey("eu-west", "api");
    private static final TargetKey GPU = new TargetKey("us-east", "gpu");
    private static final TargetKey WORKER = new TargetKey("us-east", "worker");
    private static final List<Phase> PHASES =
            List.of(Facts.phase("beta", 3, 5_000, false), Facts.phase("scale", 5, 30_000, true));

    @ParameterizedTest(name = "{0} of {1} is {2} percent")
    @CsvSource({"0, 100, 0", "65, 100, 65", "645, 1000, 65", "6449, 10000, 64", "130, 100, 130", "5, 0,"})
    void percentagesAreRoundedHalfUp(long used, long requested, Integer percent) {
        StatusReport.Load load = report(
                        target(EAST_API, 1, 5, new Usage(used, requested, 0, used, requested, 0, used, requested, 7)))
                .load();
        assertThat(load).isEqualTo(new StatusReport.Load(percent, percent, percent, 7L));
    }

    @Test
    void loadIsTheSumOfAllTargetsAndNotTheMeanOfTheirPercentages() {
        StatusReport report = report(
                target(EAST_API, 1, 5, cpu(100, 100)), target(WEST_API, 1, 5, cpu(0, 300)), target(GPU, 1, 5, null));
        assertThat(report.load().cpuPercent()).isEqualTo(25);
    }

    @Test
    void withoutAnySampleNothingIsKnownOfTheLoad() {
        assertThat(report(target(EAST_API, 1, 5, null)).load())
                .isEqualTo(new StatusReport.Load(null, null, null, null));
        assertThat(report().load().queued()).isNull();
        assertThat(report(target(EAST_API, 1, 5, null)).monthlyCostDollars()).isNull();
    }

    @Test
    void servicesAddUpOverRegionsInTheOrderOfTheGuide() {
        StatusReport report = report(
                target(GPU, 8, 20, null),
                target(new TargetKey("us-east", "audit"), 1, 2, null),
                target(WORKER, 45, 100, null),
                target(EAST_API, 10, 50, null),
                target(WEST_API, 5, 50, null));
        assertThat(report.services())
                .containsExactly(
                        new Service("api", "shown api", 15, 100),
                        new Service("worker", "shown worker", 45, 100),
                        new Service("gpu", "shown gpu", 8, 20),
                        new Service("audit", "shown audit", 1, 2));
    }

    @Test
    void oneUnknownRegionMakesTheSumUnknown() {
        StatusReport report = report(target(EAST_API, 10, 50, null), target(WEST_API, null, 50, null));
        assertThat(report.services()).containsExactly(new Service("api", "shown api", null, 100));
    }

    @Test
    void agentsAddUpOverPartitionsEachOnce() {
        StatusPart one = part(List.of(new PartitionTotals(0, 5), new PartitionTotals(1, 7)));
        StatusPart other = part(List.of(new PartitionTotals(1, 7), new PartitionTotals(2, 1)));
        StatusReport report = StatusReport.of(Facts.NOON, List.of(one, other), Set.of(), PHASES);
        assertThat(report.agents()).isEqualTo(new StatusReport.Agents(13L, 30_000));
    }

    @Test
    void aMissingAgentPartitionHidesTheAgentsAndNothingElse() {
        StatusReport report = missing(new Partition(Keyspace.AGENT, 3));
        assertThat(report.agents().active()).isNull();
        assertThat(report.load().cpuPercent()).isEqualTo(50);
        assertThat(report.services()).containsExactly(new Service("api", "shown api", 10, 50));
        assertThat(report.monthlyCostDollars()).isEqualTo(1);
    }

    @Test
    void aMissingTargetPartitionHidesEverySumOverTargets() {
        StatusReport report = missing(new Partition(Keyspace.TARGET, 0));
        assertThat(report.agents().active()).isEqualTo(4);
        assertThat(report.load().cpuPercent()).isNull();
        assertThat(report.services()).containsExactly(new Service("api", "shown api", null, null));
        assertThat(report.monthlyCostDollars()).isEqualTo(1);
    }

    @Test
    void eventsOfAllPartsComeOldestFirstEachOnce() {
        ScalingEvent early = event(Facts.NOON.minusSeconds(60), "us-east.api.1");
        ScalingEvent late = event(Facts.NOON, "eu-west.api.4");
        StatusPart one = new StatusPart(Set.of(), List.of(), List.of(), List.of(late, early), List.of(), null);
        StatusPart other = new StatusPart(Set.of(), List.of(), List.of(), List.of(early), List.of(), null);
        assertThat(StatusReport.of(Facts.NOON, List.of(one, other), Set.of(), PHASES)
                        .events())
                .containsExactly(early, late);
    }

    @ParameterizedTest
    @CsvSource({"1499999999, 1", "1500000000, 2", "0, 0", "8234000000000, 8234"})
    void dollarsAreRoundedHalfUp(long nanoDollars, long dollars) {
        StatusPart part = new StatusPart(Set.of(), List.of(), List.of(), List.of(), List.of(), nanoDollars);
        assertThat(StatusReport.of(Facts.NOON, List.of(part), Set.of(), PHASES).monthlyCostDollars())
                .isEqualTo(dollars);
    }

    @Test
    void thePhaseAndTheAlertsThatHoldAreShown() {
        StatusPart holder = new StatusPart(
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(Facts.alert("TaskQueueBacklog", "FIRING"), Facts.alert("AgentCountLow", "RESOLVED")),
                null);
        StatusPart mover = new StatusPart(
                Set.of(), List.of(), List.of(), List.of(), List.of(Facts.alert("TaskQueueBacklog", "FIRING")), null);

        StatusReport report = StatusReport.of(Facts.NOON, List.of(holder, mover), Set.of(), PHASES);

        assertThat(report.alerts()).containsExactly(Facts.alert("TaskQueueBacklog", "FIRING"));
        assertThat(report.phase())
                .isEqualTo(new StatusReport.ActivePhase("scale", 30_000, "2026-Q3", "massive-scale", 3, 15_000));
    }

    @Test
    void withoutAnActivePhaseThereIsNoTarget() {
        assertThat(StatusReport.of(Facts.NOON, List.of(part(List.of())), Set.of(), List.of())
                        .agents())
                .isEqualTo(new StatusReport.Agents(0L, null));
    }

    private static StatusReport missing(Partition partition) {
        StatusPart part = new StatusPart(
                Set.of(),
                List.of(new PartitionTotals(0, 4)),
                List.of(target(EAST_API, 10, 50, cpu(500, 1_000))),
                List.of(),
                List.of(),
                1_000_000_000L);
        return StatusReport.of(Facts.NOON, List.of(part), Set.of(partition), PHASES);
    }

    private static StatusReport report(TargetLoad... targets) {
        StatusPart part = new StatusPart(Set.of(), List.of(), List.of(targets), List.of(), List.of(), null);
        return StatusReport.of(Facts.NOON, List.of(part), Set.of(), PHASES);
    }

    private static StatusPart part(List<PartitionTotals> totals) {
        return new StatusPart(Set.of(), totals, List.of(), List.of(), List.of(), null);
    }

    private static TargetLoad target(TargetKey key, Integer replicas, Integer max, Usage usage) {
        return new TargetLoad(key, "shown " + key.service(), replicas, max, usage);
    }

    private static Usage cpu(long used, long requested) {
        return new Usage(used, requested, 0, 0, 0, 0, 0, 0, 0);
    }

    private static ScalingEvent event(Instant at, String id) {
        return new ScalingEvent(at, "us-east", "api", "API Pods", 12, 15, id);
    }
}
