package io.blackroad.infra.simulation;

import io.blackroad.decision.Outcome;
import io.blackroad.placement.OpenPlan;
import io.blackroad.placement.PlacementDecision;
import io.blackroad.placement.PlacementInput;
import io.blackroad.placement.PlacementInput.ScaleIn;
import io.blackroad.placement.PlacementPolicy;
import io.blackroad.placement.PlacementState;
import io.blackroad.placement.Placements;
import io.blackroad.placement.RebalancePolicy;
import io.blackroad.placement.Residence;
import io.blackroad.placement.Residence.Phase;
import io.blackroad.placement.Resident;
import io.blackroad.placement.Tenant;
import io.blackroad.placement.WorkerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The rule as it places; a planted fault in it is in every fold of it. */
final class PlacementBugs {
    /** No agent is called so. */
    private static final String GHOST = "~";

    private PlacementBugs() {}

    static Outcome<PlacementState, PlacementDecision> decide(
            PlacementState before, PlacementInput input, Instant now, Bug bug) {
        PlacementPolicy policy = PlacementStage.POLICY;
        return switch (bug) {
            case COUNTED_TWICE_AFTER_MOVE -> Placements.decide(policy, before, withGhosts(before, input), now);
            case MOVES_FORGOTTEN -> Placements.decide(restless(policy), before, input, now);
            case PLAN_OUTLIVES_WORKER -> withPlan(before, Placements.decide(policy, before, input, now));
            case VICTIMS_NAMED_TWICE -> oneByOne(policy, before, input, now);
            default -> Placements.decide(policy, before, input, now);
        };
    }

    /** Whoever goes to another worker is, for a tick, still counted where it was. */
    private static PlacementInput withGhosts(PlacementState before, PlacementInput input) {
        List<Residence> said = new ArrayList<>();
        before.forEach(tenant -> {
            if (tenant.said().agentId().endsWith(GHOST)) {
                said.add(ghost(tenant.said(), tenant.said().agentId(), Phase.FORGOTTEN));
            }
        });
        for (Residence next : input.said()) {
            Residence old = before.tenant(next.agentId()).map(Tenant::said).orElse(next);
            if (!old.worker().isEmpty() && !old.worker().equals(next.worker())) {
                said.add(ghost(old, old.agentId() + GHOST, Phase.RUNNING));
            }
            said.add(next);
        }
        return new PlacementInput(input.rows(), said, input.scaleIns(), input.live());
    }

    private static Residence ghost(Residence of, String agentId, Phase phase) {
        return new Residence(agentId, of.service(), "", of.worker(), of.epoch(), of.load(), phase, of.busy());
    }

    private static PlacementPolicy restless(PlacementPolicy policy) {
        RebalancePolicy usual = policy.rebalance();
        return new PlacementPolicy(
                new RebalancePolicy(
                        usual.shedAbove(),
                        usual.pullBelow(),
                        usual.high(),
                        usual.low(),
                        usual.workerShare(),
                        usual.regionShare(),
                        0),
                policy.answerMillis(),
                policy.againMillis(),
                policy.lookMillis(),
                policy.mostMoves());
    }

    /** A plan that ended since a worker of it died stays as it was. */
    private static Outcome<PlacementState, PlacementDecision> withPlan(
            PlacementState before, Outcome<PlacementState, PlacementDecision> outcome) {
        PlacementState after = outcome.state();
        boolean broke = before.plan().open() > 0
                && after.plan().equals(OpenPlan.NONE)
                && after.counts().ended() > before.counts().ended()
                && after.workers().stream().anyMatch(PlacementBugs::isGone);
        if (!broke) {
            return outcome;
        }
        List<Tenant> tenants = new ArrayList<>();
        after.forEach(tenants::add);
        PlacementState kept = PlacementState.restore(
                tenants, after.workers(), before.plan(), after.counts(), after.unfinished(), after.lookMillis());
        return new Outcome<>(kept, outcome.decisions());
    }

    /** Of who was named to go the next scale-in knows nothing. */
    private static Outcome<PlacementState, PlacementDecision> oneByOne(
            PlacementPolicy policy, PlacementState before, PlacementInput input, Instant now) {
        List<PlacementDecision> decisions = new ArrayList<>();
        PlacementState state = before;
        List<Residence> said = input.said();
        for (int next = 0; next == 0 || next < input.scaleIns().size(); next++) {
            List<ScaleIn> one = input.scaleIns().stream().skip(next).limit(1).toList();
            PlacementInput part = new PlacementInput(input.rows(), said, one, input.live());
            Outcome<PlacementState, PlacementDecision> outcome =
                    Placements.decide(policy, withoutNames(state), part, now);
            decisions.addAll(outcome.decisions());
            state = outcome.state();
            said = List.of();
        }
        return new Outcome<>(state, decisions);
    }

    private static PlacementState withoutNames(PlacementState state) {
        List<Tenant> tenants = new ArrayList<>();
        state.forEach(tenant -> tenants.add(
                tenant.namedMillis() == Resident.NEVER
                        ? tenant
                        : new Tenant(
                                running(tenant.said()),
                                tenant.placed(),
                                tenant.sequence(),
                                tenant.goal(),
                                tenant.goalMillis(),
                                tenant.planned(),
                                tenant.movedMillis(),
                                tenant.gaveUpMillis(),
                                Resident.NEVER)));
        return PlacementState.restore(
                tenants, state.workers(), state.plan(), state.counts(), state.unfinished(), state.lookMillis());
    }

    private static Residence running(Residence said) {
        Phase phase = said.phase() == Phase.DRAINING ? Phase.RUNNING : said.phase();
        return new Residence(
                said.agentId(),
                said.service(),
                said.replica(),
                said.worker(),
                said.epoch(),
                said.load(),
                phase,
                said.busy());
    }

    private static boolean isGone(WorkerState worker) {
        return worker.status() == WorkerState.Status.LOST || worker.status() == WorkerState.Status.REMOVED;
    }
}
