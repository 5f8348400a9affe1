package io.blackroad.placement;

import io.blackroad.decision.Outcome;
import io.blackroad.placement.PlacementInput.ScaleIn;
import io.blackroad.placement.Residence.Phase;
import io.blackroad.placement.Victims.Victim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One tick of a region. */
final class PlacementTurn {
    private static final Comparator<Tenant> BY_AGENT =
            Comparator.comparing(tenant -> tenant.said().agentId());

    private final PlacementPolicy policy;
    private final RegionBook book;
    private final long nowMillis;
    private final List<PlacementDecision> decisions = new ArrayList<>();
    private OpenPlan plan;
    private PlacementCounts counts;
    private boolean unfinished;
    private long lookMillis;
    private Set<String> forgiven = Set.of();

    PlacementTurn(PlacementPolicy policy, PlacementState before, long nowMillis) {
        this.policy = policy;
        this.book = new RegionBook(before);
        this.nowMillis = nowMillis;
        this.plan = before.plan;
        this.counts = before.counts;
        this.unfinished = before.unfinished;
        this.lookMillis = before.lookMillis;
    }

    Outcome<PlacementState, PlacementDecision> outcome() {
        return new Outcome<>(book.state(plan, counts, unfinished, lookMillis), decisions);
    }

    /** Takes over what an agent said. */
    void hear(Residence said) {
        Tenant before = book.tenant(said.agentId());
        if (said.phase() == Phase.FORGOTTEN || said.phase() == Phase.LEFT) {
            forget(before, said.phase() == Phase.FORGOTTEN);
        } else if (before == null) {
            book.put(placementOf(Tenant.of(said)));
        } else {
            book.put(placementOf(answered(before, said)));
        }
    }

    private void forget(Tenant tenant, boolean everywhere) {
        if (tenant == null) {
            return;
        }
        end(tenant);
        book.remove(tenant.said().agentId());
        if (everywhere && tenant.sequence() > 0) {
            decisions.add(new PlacementDecision.Forgotten(tenant.said().agentId()));
        }
    }

    /** Forgets all agents and workers; plans and placements are counted on. */
    void forgetAll() {
        List<Tenant> all = new ArrayList<>();
        book.forEach(all::add);
        all.sort(BY_AGENT);
        all.forEach(tenant -> forget(tenant, true));
        book.workers().forEach(book::drop);
        unfinished = false;
        lookMillis = 0;
    }

    /** An agent after it has spoken: has it gone where it was told to? */
    private Tenant answered(Tenant before, Residence said) {
        boolean booted = said.epoch() > before.said().epoch();
        Tenant after = before.saying(!booted && isLeaving(before, said) ? said.entering(Phase.DRAINING) : said);
        if (said.phase() == Phase.STOPPED) {
            end(before);
            return after.withoutGoal();
        }
        if (booted && said.worker().isEmpty()) {
            end(before);
            return after.booted();
        }
        if (said.worker().equals(before.said().worker())) {
            return after;
        }
        if (before.goal().isEmpty()) {
            // It goes by itself, or late by a plan that is over: it has moved all the same.
            return booted || before.said().worker().isEmpty() ? after : after.arrived(nowMillis);
        }
        if (before.planned() && said.worker().equals(before.goal())) {
            plan = plan.without(1);
            counts = counts.withDone();
        } else {
            end(before);
        }
        // Only a move of a plan makes it stay for a while.
        return before.planned() ? after.arrived(nowMillis) : after.withoutGoal();
    }

    /** Who was named to go drains when the word has reached it; what it said before that must not bring it back. */
    private boolean isLeaving(Tenant before, Residence said) {
        return said.phase() == Phase.RUNNING
                && before.namedMillis() != Resident.NEVER
                && nowMillis - before.namedMillis() < policy.answerMillis();
    }

    /** Ends a move that comes to nothing. */
    private void end(Tenant tenant) {
        if (tenant.planned()) {
            plan = plan.without(1);
            counts = counts.withEnded(1);
        }
    }

    /** The newest placement of an agent stays true when it goes elsewhere, by a plan or by itself. */
    private Tenant placementOf(Tenant tenant) {
        String at = tenant.said().worker();
        boolean stands = at.equals(tenant.placed()) || tenant.sequence() == 0 && tenant.movedMillis() != nowMillis;
        if (stands || at.isEmpty() || !tenant.goal().isEmpty() || !tenant.said().runs()) {
            return tenant;
        }
        return placed(tenant, at, "it says that it runs there now", true);
    }

    private Tenant placed(Tenant tenant, String worker, String reason, boolean said) {
        Tenant after = tenant.placedOn(worker);
        counts = counts.withPlacement();
        decisions.add(new PlacementDecision.Placed(tenant.said().agentId(), worker, after.sequence(), reason, said));
        return after;
    }

    /** Takes over the table of workers, and judges who is lost. */
    void follow(List<WorkerRow> rows) {
        WorkerWatch watch = new WorkerWatch(book, policy, nowMillis);
        if (watch.follow(rows)) {
            lookMillis = 0;
            if (planIsBroken()) {
                unsettled().stream().filter(Tenant::planned).forEach(tenant -> book.put(tenant.withoutGoal()));
                counts = counts.withEnded(plan.open());
                plan = OpenPlan.NONE;
            }
        }
        forgiven = watch.forgiven();
    }

    private List<Tenant> unsettled() {
        return book.unsettled().stream().map(book::tenant).toList();
    }

    /** True when a worker that a plan moves agents to takes none any more, or one that it moves them from is gone. */
    private boolean planIsBroken() {
        return unsettled().stream().filter(Tenant::planned).anyMatch(tenant -> {
            WorkerState from = book.worker(tenant.withoutGoal().home());
            return !isLive(book.worker(tenant.goal()))
                    || from == null
                    || from.status().gone();
        });
    }

    private static boolean isLive(WorkerState worker) {
        return worker != null && worker.status() == WorkerState.Status.LIVE;
    }

    /** Gives up what was not answered in time, or cannot be answered. */
    void settle() {
        for (Tenant tenant : unsettled()) {
            if (tenant.goal().isEmpty()) {
                continue;
            }
            if (!tenant.planned() && !isLive(book.worker(tenant.goal()))) {
                book.put(tenant.withoutGoal());
            } else if (nowMillis - tenant.goalMillis() >= policy.answerMillis()) {
                book.put(givenUp(tenant));
            }
        }
    }

    private Tenant givenUp(Tenant tenant) {
        if (tenant.planned()) {
            plan = plan.without(1);
            counts = counts.withGivenUp();
            return tenant.gaveUp(nowMillis);
        }
        // Most agents that say no worker never will: they count where they were placed.
        return tenant.said().worker().isEmpty() ? tenant.withoutGoal() : tenant.gaveUp(nowMillis);
    }

    /** Places who has no worker. */
    void place() {
        List<Tenant> homeless = homeless();
        if (homeless.isEmpty()) {
            return;
        }
        List<WorkerState> live = live();
        Assignments assignments = new Assignments(policy.answerMillis());
        live.forEach(worker -> {
            assignments.join(worker.id());
            assignments.reported(worker.id(), worker.load(), nowMillis);
        });
        for (Tenant tenant : homeless) {
            assignments
                    .place(tenant.said().agentId(), tenant.said().load(), nowMillis)
                    .ifPresent(worker -> book.put(placed(
                            tenant.goesTo(worker, false, nowMillis),
                            worker,
                            PlacementReasons.of(book, tenant, book.worker(worker), live.size()),
                            false)));
        }
    }

    private List<Tenant> homeless() {
        Stream<Tenant> homeless = unsettled().stream().filter(book::homeless);
        if (!forgiven.isEmpty()) {
            // While all workers were gone nobody could take them, and now they would pass for settled where they were.
            homeless = Stream.concat(homeless, book.lostOn(forgiven).stream()).sorted(BY_AGENT);
        }
        return homeless.filter(tenant -> tenant.goal().isEmpty() && ready(tenant))
                .toList();
    }

    private boolean ready(Tenant tenant) {
        return tenant.gaveUpMillis() == Resident.NEVER || nowMillis - tenant.gaveUpMillis() >= policy.againMillis();
    }

    private List<WorkerState> live() {
        return book.workers().stream().filter(PlacementTurn::isLive).toList();
    }

    /** Names who goes when a target runs fewer replicas, each once. */
    void scaleIn(ScaleIn scaleIn) {
        List<Residence> ofService = new ArrayList<>();
        book.forEach(tenant -> {
            if (tenant.said().service().equals(scaleIn.service())) {
                ofService.add(tenant.said());
            }
        });
        List<Victim> victims = Victims.fitting(Victims.of(scaleIn, ofService));
        if (!victims.isEmpty()) {
            victims.forEach(victim -> victim.agentIds()
                    .forEach(agent -> book.put(book.tenant(agent).named(nowMillis))));
            counts = counts.withPlan(0);
            decisions.add(new PlacementDecision.Planned(
                    counts.plans(),
                    PlacementReasons.of(scaleIn, victims),
                    0,
                    List.of(),
                    scaleIn.decisionId(),
                    Victims.naming(victims, policy.mostMoves())));
        }
    }

    /** Plans the next round of a rebalance, when there is none and one is due. */
    void plan() {
        RegionMoves region = new RegionMoves(book, policy, nowMillis);
        if (plan.open() > 0 || nowMillis < lookMillis || !unfinished && !region.mayBeUneven()) {
            return;
        }
        RebalancePlan next = Rebalance.plan(region.workers(), policy.rebalance(), unfinished, nowMillis)
                .first(policy.mostMoves());
        List<Move> moves = next.moves();
        if (moves.isEmpty()) {
            unfinished = false;
            lookMillis = nowMillis + policy.lookMillis();
            return;
        }
        moves.forEach(move -> book.put(book.tenant(move.agentId()).goesTo(move.toWorker(), true, nowMillis)));
        unfinished = next.unfinished();
        counts = counts.withPlan(moves.size());
        plan = new OpenPlan(counts.plans(), next.cause(), nowMillis, moves.size(), moves.size());
        decisions.add(
                new PlacementDecision.Planned(counts.plans(), next.cause(), next.lowerBound(), moves, "", List.of()));
    }
}
