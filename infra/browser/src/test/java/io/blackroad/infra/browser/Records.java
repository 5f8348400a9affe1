package io.blackroad.infra.browser;

import io.blackroad.schema.Binding;
import io.blackroad.schema.Direction;
import io.blackroad.schema.Evidence;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.Proposal;
import io.blackroad.schema.RuleKind;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.SourceOffset;
import io.blackroad.schema.TargetState;
import io.blackroad.schema.control.Phase;
import io.blackroad.schema.control.PhaseResource;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import io.blackroad.streams.query.AgentView;
import io.blackroad.streams.query.AgentView.TaskCounts;
import io.blackroad.streams.query.AlertView;
import io.blackroad.streams.query.GpuPoolView;
import io.blackroad.streams.query.TargetKey;
import io.blackroad.streams.query.TargetView;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records as a page shows them, every field set. */
final class Records {
    private Records() {}

    static LoadSampled sample(TargetKey target, Instant at, int agents, long queued) {
        return LoadSampled.newBuilder()
                .setRegion(target.region())
                .setService(target.service())
                .setSequence(7_041)
                .setTickEnd(at)
                .setTickMicros(1_000_000)
                .setAgents(agents)
                .setIdle(agents / 3)
                .setBusy(agents - agents / 3)
                .setDraining(0)
                .setFresh(agents - 1)
                .setMissing(1)
                .setCpuUsedMillis(433L * agents)
                .setCpuRequestedMillis(500L * agents)
                .setCpuMissingMillis(500)
                .setMemoryUsedBytes(1_000_000_000L * agents)
                .setMemoryRequestedBytes(2_000_000_000L * agents)
                .setMemoryMissingBytes(2_000_000_000L)
                .setGpuUsedMillis(0)
                .setGpuRequestedMillis(0)
                .setCpuMaxPermille(970)
                .setCpuP50Permille(860)
                .setCpuP95Permille(940)
                .setQueued(queued)
                .setInFlight(17)
                .setArrivals(12)
                .setCompletions(11)
                .setFailures(1)
                .setLatencyP50Micros(200_000)
                .setLatencyP95Micros(900_000)
                .setSources(List.of(new SourceOffset(0, at, 100L, 50L, 10L)))
                .build();
    }

    static Rule rule(String service, Instant at) {
        return Rule.newBuilder()
                .setId(service)
                .setKind(RuleKind.GUIDE)
                .setVersion(3)
                .setMinReplicas(10)
                .setMaxReplicas(100)
                .setMetric("cpu")
                .setUpAbovePercent(80)
                .setDownBelowPercent(40)
                .setCooldownSeconds(600)
                .setUpdatedAt(at)
                .build();
    }

    static ScaleDecided decision(TargetKey target, long sequence, Instant at, Direction direction, int from, int to) {
        TargetState state = TargetState.newBuilder()
                .setLastSequence(sequence - 1)
                .setAppliedSequence(sequence - 1)
                .setReplicas(from)
                .setLastChangeAt(null)
                .setPreviousChangeAt(null)
                .setPendingSequence(0)
                .setPendingDirection(Direction.HOLD)
                .setPendingSince(null)
                .setHoldKey("")
                .build();
        String reason = direction == Direction.HOLD
                ? "cpu 61.0 % is between 40 % and 80 %"
                : "cpu 86.6 % is above 80 %: ceil(" + from + " x 86.6 % / 60.0 %) = " + to;
        return ScaleDecided.newBuilder()
                .setDecisionId(target.region() + "." + target.service() + "." + sequence)
                .setRegion(target.region())
                .setService(target.service())
                .setSequence(sequence)
                .setDecidedAt(at)
                .setValidUntil(at.plusSeconds(120))
                .setDirection(direction)
                .setFromReplicas(from)
                .setToReplicas(to)
                .setBinding(direction == Direction.HOLD ? Binding.WITHIN_BAND : Binding.NONE)
                .setReason(reason)
                .setUtilizationPermille(866)
                .setPredictedPermille(597)
                .setCostDeltaNanoDollarsPerHour(250_000_000L)
                .setProposals(List.of(new Proposal(RuleKind.GUIDE, to, reason)))
                .setEvidence(Evidence.newBuilder()
                        .setSample(sample(target, at, 40, 5))
                        .setRule(rule(target.service(), at))
                        .setState(state)
                        .setReplicaNanoDollarsPerHour(27_780_000L)
                        .setReady(from)
                        .setFleetChanges(0)
                        .build())
                .build();
    }

    static TargetView target(TargetKey key, Instant at, int replicas, long queued, ScaleDecided last) {
        Target row = Target.newBuilder()
                .setId(key.id())
                .setRegion(key.region())
                .setService(key.service())
                .setRuleId(key.service())
                .setUpdatedAt(at)
                .build();
        return new TargetView(
                key, row, rule(key.service(), at), sample(key, at, 40, queued), replicas, replicas, last, List.of());
    }

    static AgentView agent(String id, String region, String worker, Instant at) {
        return new AgentView(
                id,
                region,
                "api",
                "replica-1",
                worker,
                "llama3.2",
                "BUSY",
                1_772_366_400_000_000L,
                at,
                true,
                433,
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

    static Phase phase(String id, int maxAgents) {
        return Phase.newBuilder()
                .setId(id)
                .setOrdinal(1)
                .setMaxAgents(maxAgents)
                .setMonthlyBudgetNanoDollars(15_000_000_000_000L)
                .setActive(true)
                .setDate("2026-Q3")
                .setArchitecture("massive-scale")
                .setRegions(3)
                .setResources(List.of(new PhaseResource("worker", "", maxAgents / 200, 8_000, 32_000_000_000L, 0, 0L)))
                .setUpdatedAt(Instant.now())
                .build();
    }

    static AlertView alert(String name, String state, String summary) {
        Instant since = state.equals("INACTIVE") ? null : Instant.now();
        return new AlertView(name, state, "critical", summary, since, since, 1, 10_000, 600, true);
    }

    static GpuPoolView gpuPool(String region, String agentId, Instant at) {
        GpuPoolView.Holder holder =
                new GpuPoolView.Holder(agentId, "r1", 7, List.of(0), 40_000_000_000L, at, 640, 31_000_000_000L);
        GpuPoolView.Node node = new GpuPoolView.Node(
                region + "-gpu-1",
                "H100",
                "READY",
                80_000_000_000L,
                List.of(40_000_000_000L, 80_000_000_000L),
                640,
                List.of(holder));
        return new GpuPoolView(
                region,
                2,
                250,
                1,
                1,
                List.of(node),
                List.of(new GpuPoolView.Waiting(1, 64, "agent-2", "r1", "whole 2 cards", at)),
                List.of(),
                Map.of("2 x H100 80.0 GB", 1),
                0);
    }
}
