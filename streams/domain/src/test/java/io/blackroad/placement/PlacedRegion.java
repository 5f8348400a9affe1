package io.blackroad.placement;

import io.blackroad.decision.Outcome;
import io.blackroad.placement.PlacementDecision.Placed;
import io.blackroad.placement.PlacementDecision.Planned;
import io.blackroad.placement.PlacementInput.ScaleIn;
import io.blackroad.placement.Residence.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A region for tests: agents that say where they are, and what the stage decides of them. Ticks are seconds. */
final class PlacedRegion {
    static final long LOAD = 10;

    PlacementPolicy policy = PlacementPolicy.DEFAULT;
    PlacementState state = PlacementState.EMPTY;
    final List<PlacementDecision> decisions = new ArrayList<>();

    /** What each agent said last. */
    final Map<String, Residence> agents = new TreeMap<>();

    private final Map<String, WorkerRow> rows = new TreeMap<>();
    private final List<Residence> said = new ArrayList<>();
    private final List<ScaleIn> scaleIns = new ArrayList<>();
    long seconds;

    void row(String... workers) {
        for (String worker : workers) {
            rows.put(worker, new WorkerRow(worker, false, seconds));
        }
    }

    void drain(String worker) {
        rows.put(worker, new WorkerRow(worker, true, seconds));
    }

    void delete(String worker) {
        rows.remove(worker);
    }

    /** An agent runs somewhere; nowhere when the worker is empty. */
    void runs(String agent, String worker) {
        say(agent, worker, Phase.RUNNING);
    }

    void say(String agent, String worker, Phase phase) {
        say(new Residence(agent, "api", "r-" + agent, worker, 1, LOAD, phase, false));
    }

    void say(Residence residence) {
        agents.put(residence.agentId(), residence);
        said.add(residence);
    }

    /** What an agent said last, with another life. */
    void enter(String agent, Phase phase) {
        say(agent, agents.get(agent).worker(), phase);
    }

    void scaleIn(String decisionId, String service, int from, int to) {
        scaleIns.add(new ScaleIn(decisionId, service, from - to, to, false));
    }

    void shrinkPool(String decisionId, String service, int from, int to) {
        scaleIns.add(new ScaleIn(decisionId, service, from - to, to, true));
    }

    /** Everybody on a worker falls silent. */
    void dies(String worker) {
        for (Residence agent : List.copyOf(agents.values())) {
            if (agent.worker().equals(worker) && agent.phase() == Phase.RUNNING) {
                enter(agent.agentId(), Phase.LOST);
            }
        }
    }

    List<PlacementDecision> tick() {
        return tick(true);
    }

    List<PlacementDecision> tick(boolean live) {
        seconds++;
        PlacementInput input = new PlacementInput(List.copyOf(rows.values()), said, scaleIns, live);
        Outcome<PlacementState, PlacementDecision> outcome =
                Placements.decide(policy, state, input, Instant.ofEpochSecond(seconds));
        said.clear();
        scaleIns.clear();
        state = outcome.state();
        decisions.addAll(outcome.decisions());
        return outcome.decisions();
    }

    /** Time goes on while nothing is said. */
    List<PlacementDecision> pass(int ticks) {
        List<PlacementDecision> all = new ArrayList<>();
        for (int tick = 0; tick < ticks; tick++) {
            all.addAll(tick());
        }
        return all;
    }

    /** Time goes on and every agent that runs goes where it is told to, at once. */
    void obey(int ticks) {
        for (int tick = 0; tick < ticks; tick++) {
            obey(tick());
        }
    }

    void obey(List<PlacementDecision> told) {
        for (PlacementDecision decision : told) {
            if (decision instanceof Placed placed) {
                if (!placed.said()) {
                    go(placed.agentId(), placed.worker());
                }
            } else if (decision instanceof Planned planned) {
                planned.moves().forEach(move -> go(move.agentId(), move.toWorker()));
            }
        }
    }

    private void go(String agent, String worker) {
        Residence before = agents.get(agent);
        boolean there = before.worker().equals(worker) && before.phase() == Phase.RUNNING;
        if (!there && (before.phase() == Phase.RUNNING || before.phase() == Phase.LOST)) {
            say(new Residence(
                    agent,
                    before.service(),
                    before.replica(),
                    worker,
                    before.epoch(),
                    before.load(),
                    Phase.RUNNING,
                    before.busy()));
        }
    }

    WorkerState worker(String id) {
        return state.workers().stream()
                .filter(worker -> worker.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    List<Placed> placed() {
        return decisions.stream()
                .filter(Placed.class::isInstance)
                .map(Placed.class::cast)
                .toList();
    }

    List<Planned> plans() {
        return decisions.stream()
                .filter(Planned.class::isInstance)
                .map(Planned.class::cast)
                .toList();
    }

    /** Agents that run on each worker with a row, by what they say. */
    Map<String, Integer> spread() {
        Map<String, Integer> spread = new TreeMap<>();
        rows.keySet().forEach(worker -> spread.put(worker, 0));
        agents.values().stream()
                .filter(agent -> agent.phase() == Phase.RUNNING)
                .forEach(agent -> spread.merge(agent.worker(), 1, Integer::sum));
        return spread;
    }
}
