package io.blackroad.infra.simulation;

import io.blackroad.gpu.LeaseDecision;
import io.blackroad.placement.PlacementCounts;
import io.blackroad.placement.PlacementDecision;
import io.blackroad.scaling.Direction;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What has happened in some worlds: a promise about what never happens is worth nothing. */
final class Census {
    private static final List<String> EVERYTHING = List.of(
            "UP",
            "DOWN",
            "APPLIED",
            "NOT_APPLIED",
            "REPORT",
            "dead letter",
            "write",
            "late fact",
            "part of an hour billed twice",
            "crash of cost",
            "move of a stage",
            "night off",
            "QUEUED",
            "GRANTED",
            "RELEASED",
            "EXPIRED",
            "crash of agents-0",
            "crash of load-0",
            "crash of gpu-east",
            "crash of placement-east",
            "crash of alerts",
            "AgentCountLow PENDING",
            "AgentCountLow FIRING",
            "AgentCountLow RESOLVED",
            "TaskQueueBacklog FIRING",
            "PhaseNearlyFull FIRING",
            "PhaseFullSoon FIRING",
            "placed",
            "move done",
            "move given up",
            "move ended",
            "victim",
            "LIVE",
            "DRAINING",
            "LOST",
            "REMOVED",
            "pool halved",
            "pool doubled");

    private final Set<String> happened = new TreeSet<>();

    void add(long seed) {
        World world = new World(seed, Bug.NONE);
        world.run(World.Season.FAULTS, 60 * Agenda.SECOND);
        Channels channels = world.channels();
        for (int i = 0; i < channels.judged.end(); i++) {
            Channels.Judged judged = channels.judged.at(i);
            if (judged.answer() != null) {
                happened.add(judged.answer().kind().name());
            }
        }
        for (int i = 0; i < channels.decisions.end(); i++) {
            Channels.Decided decided = channels.decisions.at(i);
            happened.add(decided.decision().direction().name());
            if (decided.target().equals("east/pool") && decided.decision().direction() != Direction.HOLD) {
                happened.add(decided.decision().direction() == Direction.UP ? "pool doubled" : "pool halved");
            }
        }
        for (int i = 0; i < channels.leases.end(); i++) {
            LeaseDecision.Kind kind = channels.leases.at(i).decision().kind();
            happened.add(kind.name());
        }
        for (int i = 0; i < channels.watched.end(); i++) {
            channels.watched.at(i).changes().forEach(change -> happened.add(change.alert() + " " + change.state()));
        }
        addPlacement(channels.turns);
        channels.deadLetters.stream().filter(log -> log.end() > 0).forEach(log -> happened.add("dead letter"));
        world.stages().stream()
                .filter(stage -> stage.crashes() > 0)
                .forEach(stage -> happened.add("crash of " + stage.name()));
        addIf(world.agentStages().stream().anyMatch(stage -> stage.tally().late() > 0), "late fact");
        addIf(world.stages().stream().anyMatch(stage -> stage.owners() > 2), "move of a stage");
        addIf(world.agenda().now() - World.START > 3_600 * Agenda.SECOND, "night off");
        addIf(channels.bills.end() > 10, "part of an hour billed twice");
        if (channels.writes.end() > 0) {
            happened.add("write");
        }
    }

    private void addPlacement(Log<Channels.Turned> turns) {
        for (int i = 0; i < turns.end(); i++) {
            turns.at(i)
                    .after()
                    .workers()
                    .forEach(worker -> happened.add(worker.status().name()));
            for (PlacementDecision decision : turns.at(i).decisions()) {
                if (decision instanceof PlacementDecision.Planned planned
                        && !planned.victims().isEmpty()) {
                    happened.add("victim");
                }
            }
        }
        PlacementCounts counts = turns.at(turns.end() - 1).after().counts();
        addIf(counts.placed() > 0, "placed");
        addIf(counts.done() > 0, "move done");
        addIf(counts.givenUp() > 0, "move given up");
        addIf(counts.ended() > 0, "move ended");
    }

    private void addIf(boolean happens, String what) {
        if (happens) {
            happened.add(what);
        }
    }

    /** Of what must have happened, what has not. */
    Set<String> lacking() {
        Set<String> lacking = new TreeSet<>(EVERYTHING);
        lacking.removeAll(happened);
        return lacking;
    }
}
