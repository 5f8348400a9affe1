package io.blackroad.infra.simulation;

import io.blackroad.placement.PlacementDecision;
import io.blackroad.placement.PlacementDecision.Placed;
import io.blackroad.placement.PlacementDecision.Planned;
import io.blackroad.placement.Victims.Victim;
import java.util.HashMap;
import java.util.Map;

/**
 * Whoever runs the agents of the world and follows the placement: tells them where to go, sometimes late, twice or not at
 * all, and looks now and then where those belong that nobody runs.
 */
final class Follower {
    private static final long PAUSE = 300 * Agenda.MILLI;
    private static final long SURVEY = 5 * Agenda.SECOND;

    private final World world;
    private final Chance chance;
    private final Map<String, String> belongs = new HashMap<>();
    private int read;

    Follower(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        world.agenda().in(PAUSE, this::turn);
        world.agenda().in(SURVEY, this::survey);
    }

    private void turn() {
        Log<Channels.Turned> turns = world.channels().turns;
        for (; read < turns.end(); read++) {
            turns.at(read).decisions().forEach(this::obey);
        }
        world.agenda().in(PAUSE, this::turn);
    }

    private void obey(PlacementDecision decision) {
        if (decision instanceof Placed placed) {
            belongs.put(placed.agentId(), placed.worker());
            // What repeats an agent's own words is no order.
            if (!placed.said()) {
                bring(placed.agentId(), placed.worker());
            }
        } else if (decision instanceof Planned planned) {
            planned.moves().forEach(move -> bring(move.agentId(), move.toWorker()));
            if (!planned.victims().isEmpty()) {
                String decided = planned.decisionId();
                world.target(decided.substring(0, decided.lastIndexOf('.')))
                        .name(
                                Long.parseLong(decided.substring(decided.lastIndexOf('.') + 1)),
                                planned.victims().stream().map(Victim::name).toList());
            }
        } else if (decision instanceof PlacementDecision.Forgotten forgotten) {
            belongs.remove(forgotten.agentId());
        }
    }

    private void bring(String agentId, String worker) {
        Faults faults = world.faults();
        if (chance.permille(faults.orderLoss)) {
            return;
        }
        tell(agentId, worker, 20 * Agenda.MILLI);
        if (chance.permille(faults.orderDelay)) {
            tell(agentId, worker, chance.between(Agenda.SECOND, 12 * Agenda.SECOND));
        }
    }

    private void tell(String agentId, String worker, long after) {
        world.agenda().in(after, () -> world.agent(agentId).ifPresent(agent -> agent.told(worker)));
    }

    /** The newest placements lie in a table: whoever begins anew reads it. */
    private void survey() {
        belongs.forEach((agentId, worker) ->
                world.agent(agentId).filter(Agent::isNowhere).ifPresent(agent -> agent.told(worker)));
        world.agenda().in(SURVEY, this::survey);
    }
}
