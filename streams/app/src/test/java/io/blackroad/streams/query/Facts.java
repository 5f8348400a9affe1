package io.blackroad.streams.query;

import io.blackroad.cost.Account;
import io.blackroad.cost.Amounts;
import io.blackroad.scaling.ShadowBill;
import io.blackroad.schema.Binding;
import io.blackroad.schema.CostAccrued;
import io.blackroad.schema.Direction;
import io.blackroad.schema.EffectVerdict;
import io.blackroad.schema.Evidence;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.Proposal;
import io.blackroad.schema.RuleKind;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.ScaleJudged;
import io.blackroad.schema.SourceOffset;
import io.blackroad.schema.TargetState;
import io.blackroad.schema.control.Budget;
import io.blackroad.schema.control.Phase;
import io.blackroad.schema.control.PhaseResource;
import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.Region;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import io.blackroad.streams.query.AgentView.TaskCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records for tests, every field set. */
final class Facts {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Facts() {}

    static AgentView agent(String id, TargetKey target) {
        return new AgentView(
                id,
                target.region(),
                target.service(),
                "replica-1",
                "worker-1",
                "llama3.2",
                "IDLE",
                1_772_366_400_000_000L,
                NOON.plusNanos(123_456_000),
                true,
                120,
                500,
                1_000_000_000,
                2_000_000_000,
                0,
                0,
                1,
                2,
                3,
                new TaskCounts(10, 9, 7, 1, 0));
    }

    static LoadSampled sample(TargetKey target) {
        return LoadSampled.newBuilder()
                .setRegion(target.region())
                .setService(target.service())
                .setSequence(7)
                .setTickEnd(NOON)
                .setTickMicros(1_000_000)
                .setAgents(10)
                .setIdle(4)
                .setBusy(6)
                .setDraining(0)
                .setFresh(9)
                .setMissing(1)
                .setCpuUsedMillis(3_250)
                .setCpuRequestedMillis(4_500)
                .setCpuMissingMillis(500)
                .setMemoryUsedBytes(9_000_000_000L)
                .setMemoryRequestedBytes(18_000_000_000L)
                .setMemoryMissingBytes(2_000_000_000L)
                .setGpuUsedMillis(0)
                .setGpuRequestedMillis(0)
                .setCpuMaxPermille(900)
                .setCpuP50Permille(700)
                .setCpuP95Permille(880)
                .setQueued(5)
                .setInFlight(6)
                .setArrivals(12)
                .setCompletions(11)
                .setFailures(1)
                .setLatencyP50Micros(200_000)
                .setLatencyP95Micros(900_000)
                .setSources(List.of(new SourceOffset(0, NOON, 100L, 50L, 10L)))
                .build();
    }

    static Rule rule(String id) {
        return Rule.newBuilder()
                .setId(id)
                .setKind(RuleKind.GUIDE)
                .setVersion(3)
                .setMinReplicas(5)
                .setMaxReplicas(50)
                .setMetric("cpu")
                .setUpAbovePercent(70)
                .setDownBelowPercent(30)
                .setCooldownSeconds(300)
                .setUpdatedAt(NOON)
                .build();
    }

    static ScaleDecided decision(TargetKey target, long sequence, Instant decidedAt, Direction direction) {
        TargetState state = TargetState.newBuilder()
                .setLastSequence(sequence - 1)
                .setAppliedSequence(sequence - 1)
                .setReplicas(10)
                .setLastChangeAt(null)
                .setPreviousChangeAt(null)
                .setPendingSequence(0)
                .setPendingDirection(Direction.HOLD)
                .setPendingSince(decidedAt.minusSeconds(60))
                .setHoldKey("")
                .build();
        return ScaleDecided.newBuilder()
                .setDecisionId(target.region() + "." + target.service() + "." + sequence)
                .setRegion(target.region())
                .setService(target.service())
                .setSequence(sequence)
                .setDecidedAt(decidedAt)
                .setValidUntil(decidedAt.plusSeconds(120))
                .setDirection(direction)
                .setFromReplicas(10)
                .setToReplicas(direction == Direction.UP ? 12 : direction == Direction.DOWN ? 8 : 10)
                .setBinding(direction == Direction.HOLD ? Binding.WITHIN_BAND : Binding.NONE)
                .setReason("cpu at 72.2 % of 9 fresh agents")
                .setUtilizationPermille(722)
                .setPredictedPermille(601)
                .setProposals(List.of(new Proposal(RuleKind.GUIDE, 12, "ceil(10 x 72.2 / 50)")))
                .setEvidence(new Evidence(sample(target), rule(target.service()), state, 0L, -1, 0))
                .build();
    }

    /** What became of such a decision. */
    static ScaleJudged effect(ScaleDecided decision) {
        return ScaleJudged.newBuilder()
                .setDecisionId(decision.getDecisionId())
                .setRegion(decision.getRegion())
                .setService(decision.getService())
                .setSequence(decision.getSequence())
                .setDirection(decision.getDirection())
                .setFromReplicas(decision.getFromReplicas())
                .setToReplicas(decision.getToReplicas())
                .setDecidedAt(decision.getDecidedAt())
                .setJudgedAt(decision.getDecidedAt().plusSeconds(75))
                .setVerdict(EffectVerdict.HELPED)
                .setReason("it helped: use 72.2 % became 60.0 %, predicted 60.1 %")
                .setBasePermille(722)
                .setPredictedPermille(601)
                .setRealisedPermille(600)
                .setBaseTaskRateMillis(9_000)
                .setRealisedTaskRateMillis(9_100)
                .setBaseWaiting(3)
                .setRealisedWaiting(0)
                .setGainPermille(1_010)
                .setStartMicros(35_000_000)
                .setLearntGainPermille(990)
                .setLearntStartMicros(33_000_000)
                .setFutileChanges(0)
                .build();
    }

    static TargetView target(TargetKey key, ScaleDecided lastDecision) {
        String name = key.service().equals("gpu") ? "GPU Nodes" : "Pods of " + key.service();
        Target row = new Target(key.id(), key.region(), key.service(), key.service(), name, 0L, NOON);
        return new TargetView(
                key,
                row,
                rule(key.service()),
                sample(key),
                10,
                9,
                lastDecision,
                List.of(new ShadowView(
                        "adaptive",
                        12,
                        lastDecision,
                        new ShadowBill(NOON.minusSeconds(3_600), NOON, 7_200_000_000L, 3_600_000_000L, 2_000, 1_000))));
    }

    static Region region(String id, String url) {
        return new Region(id, 1, url, NOON);
    }

    static Phase phase(String id, int ordinal, int maxAgents, boolean active) {
        return Phase.newBuilder()
                .setId(id)
                .setOrdinal(ordinal)
                .setMaxAgents(maxAgents)
                .setMonthlyBudgetNanoDollars(15_000_000_000_000L)
                .setActive(active)
                .setDate("2026-Q3")
                .setArchitecture("massive-scale")
                .setRegions(3)
                .setResources(List.of(
                        new PhaseResource("worker", "", maxAgents / 200, 8_000, 32_000_000_000L, 0, 0L),
                        new PhaseResource("gpu", "H100", maxAgents / 500, 0, 0L, 1, 0L)))
                .setUpdatedAt(NOON)
                .build();
    }

    static AlertView alert(String name, String state) {
        boolean known = !state.equals("INACTIVE");
        return new AlertView(
                name,
                state,
                "critical",
                known ? "12,000 tasks wait, the threshold is 10,000" : "",
                known ? NOON.minusSeconds(600) : null,
                known ? NOON : null,
                known ? 2 : 0,
                10_000,
                600,
                true);
    }

    /** Thirteen hours of one service in a region, and of its idle nodes; nine targets hold what status shows. */
    static CostBook costs() {
        List<CostAccrued> hours = new ArrayList<>();
        for (int back = 12; back >= 0; back--) {
            hours.add(cost("", back, 1_000_000_000L, 0));
            hours.add(cost("api", back, 2_000_000_000L, 500_000_000L));
        }
        return new CostBook(
                NOON.plusSeconds(60),
                hours,
                Map.of(
                        Account.agent("", "us-east", "api"),
                        Amounts.of(40_000, 170_000_000_000L, 0),
                        Account.overhead("us-east", "api"),
                        Amounts.of(3_000, 0, 0)),
                Map.of("us-east", Amounts.of(45_000, 180_000_000_000L, 0)));
    }

    private static CostAccrued cost(String service, int hoursBack, long nanoDollars, long overhead) {
        return CostAccrued.newBuilder()
                .setRegion("us-east")
                .setService(service)
                .setHour(NOON.minusSeconds(3_600L * hoursBack))
                .setProvider("railway")
                .setNanoDollars(nanoDollars)
                .setItems(Map.of("railway/vcpu", nanoDollars))
                .setOccurredAt(NOON)
                .setOverheadNanoDollars(overhead)
                .build();
    }

    static Budget budget(String region, String service, long nanoDollars) {
        return Budget.newBuilder()
                .setId(region)
                .setRegion(region)
                .setService(service)
                .setMonthlyNanoDollars(nanoDollars)
                .setUpdatedAt(NOON)
                .build();
    }

    static Price price(String provider, String item, String unit, long nanoDollars, Instant validFrom) {
        return new Price(
                provider + "/" + item + "/" + validFrom,
                provider,
                item,
                unit,
                nanoDollars,
                validFrom,
                0L,
                List.of(),
                "exact",
                NOON);
    }

    static PlacementView placement(String region) {
        PlacementView.Plan plan = new PlacementView.Plan(region + ".3", "uneven", NOON, 6, 1);
        return new PlacementView(
                region,
                1_050,
                List.of(
                        new PlacementView.Worker(region + "-worker-1", "LIVE", NOON, 280, 7, 6, 0),
                        new PlacementView.Worker(region + "-worker-2", "LOST", NOON, 0, 0, 0, 5)),
                region.equals("us-east") ? plan : null,
                new PlacementView.Moves(12, 6, 5, 0, 0));
    }

    static Optional<WorkerView> worker(PlacementView region, String id) {
        return region.workers().stream()
                .filter(worker -> worker.id().equals(id))
                .findFirst()
                .map(worker -> new WorkerView(
                        id,
                        region.region(),
                        worker.state(),
                        worker.since(),
                        worker.load(),
                        worker.agents(),
                        worker.heard(),
                        worker.lost(),
                        List.of("agent-1"),
                        List.of(new WorkerView.Move("agent-1", "", id, NOON, false))));
    }

    static GpuPoolView gpuPool(String region) {
        GpuPoolView.Holder holder =
                new GpuPoolView.Holder("agent-1", "r1", 7, List.of(0), 40_000_000_000L, NOON, 640, 31_000_000_000L);
        GpuPoolView.Node node = new GpuPoolView.Node(
                region + "-gpu-1", "H100", "READY", 80_000_000_000L, List.of(40_000_000_000L), 640, List.of(holder));
        GpuPoolView.Node idle = new GpuPoolView.Node(
                region + "-gpu-2", "H100", "DRAINING", 80_000_000_000L, List.of(80_000_000_000L), null, List.of());
        return new GpuPoolView(
                region,
                2,
                250,
                1,
                1,
                List.of(node, idle),
                List.of(new GpuPoolView.Waiting(1, 64, "agent-2", "r1", "whole 2 cards", NOON)),
                List.of(),
                Map.of("2 x H100 80.0 GB", 1),
                0);
    }
}
