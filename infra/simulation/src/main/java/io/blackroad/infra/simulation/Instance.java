package io.blackroad.infra.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * A process that runs stages: takes records, commits now and then, dies, stands still. One that stood still for longer
 * than its transaction may be open finds it taken back, as after a crash; and what another one has taken over meanwhile
 * it has lost, with all that it had not committed.
 */
final class Instance {
    private static final int MOST_RECORDS = 40;
    private static final long TRANSACTION = 6 * Agenda.SECOND;

    private final World world;
    private final List<Stage<?>> stages;
    private final Chance chance;

    Instance(World world, List<Stage<?>> stages, Chance chance) {
        this.world = world;
        this.stages = new ArrayList<>();
        stages.forEach(this::takeOver);
        this.chance = chance;
        next(chance.between(Agenda.MILLI, 200 * Agenda.MILLI));
    }

    /** From now on this one runs a stage, whatever became of the one that did. */
    void takeOver(Stage<?> stage) {
        stage.takenOver(this);
        stages.add(stage);
    }

    /** Reads all that there is, and commits. */
    void finish() {
        stages.removeIf(stage -> !stage.isOf(this));
        for (Stage<?> stage : stages) {
            while (stage.poll(chance)) {
                world.check();
            }
            stage.look();
            stage.commit();
            world.check();
        }
    }

    private void next(long micros) {
        world.agenda().in(micros, this::turn);
    }

    private void turn() {
        Faults faults = world.faults();
        stages.removeIf(stage -> !stage.isOf(this));
        boolean dies = chance.permille(faults.crash);
        int records = chance.below(MOST_RECORDS);
        for (Stage<?> stage : stages) {
            for (int i = 0; i < (dies ? records : MOST_RECORDS) && stage.poll(chance); i++) {
                world.check();
            }
            stage.look();
            world.check();
            // A rule changes between the decisions of one transaction.
            world.changeRules(faults.ruleChange / 8);
        }
        if (dies) {
            crash();
            next(chance.between(Agenda.SECOND, 9 * Agenda.SECOND));
        } else if (chance.permille(faults.pause)) {
            long pause = chance.between(Agenda.SECOND, 20 * Agenda.SECOND);
            if (pause > TRANSACTION) {
                crash();
            }
            next(pause);
        } else {
            commit();
            next(chance.between(100 * Agenda.MILLI, 400 * Agenda.MILLI));
        }
    }

    private void commit() {
        // A crash between two turns finds some of the work uncommitted.
        if (world.faults().crash == 0 || chance.permille(700)) {
            stages.forEach(Stage::commit);
            world.check();
        }
    }

    private void crash() {
        stages.forEach(Stage::crash);
        world.check();
    }
}
