package io.blackroad.infra.simulation;

import io.blackroad.placement.WorkerRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The workers of a region: machines, and their rows in the control table. Now and then one is added, drains, is taken
 * away or dies; one that died comes back after a while. A region may have none: then nobody places its agents.
 */
final class Workers {
    private static final int AT_FIRST = 4;
    private static final int MOST = 6;

    /** Loads of two can be evened out. */
    private static final int LEAST = 2;

    private final World world;
    private final String region;
    private final Chance chance;
    private final TreeMap<String, WorkerRow> rows = new TreeMap<>();
    private final Set<String> dead = new HashSet<>();
    private int born;

    Workers(World world, String region, boolean some) {
        this.world = world;
        this.region = region;
        this.chance = world.chance().split();
        for (int i = 0; some && i < AT_FIRST; i++) {
            add();
        }
    }

    /** True when the region's agents are placed. */
    boolean arePlaced() {
        return !rows.isEmpty();
    }

    /** Its rows; empty when nobody places the region's agents. */
    List<WorkerRow> rows() {
        return List.copyOf(rows.values());
    }

    /** True when agents can run there. */
    boolean isUp(String worker) {
        return !dead.contains(worker);
    }

    /** Where somebody may start an agent without asking; empty for nowhere. */
    String any() {
        List<String> up = taking();
        return up.isEmpty() ? "" : chance.of(up);
    }

    /** What happens now and then. */
    void second() {
        if (!arePlaced()) {
            return;
        }
        Faults faults = world.faults();
        if (chance.permille(faults.workerDeath)) {
            // At times all of them.
            boolean all = chance.permille(100);
            List<String> taking = taking();
            if (all) {
                taking.forEach(this::die);
            } else if (taking.size() > LEAST) {
                die(chance.of(taking));
            }
        }
        if (chance.permille(faults.workerChange)) {
            change();
        }
    }

    private List<String> taking() {
        return named(row -> !row.draining() && isUp(row.id()));
    }

    private List<String> named(Predicate<WorkerRow> which) {
        List<String> named = new ArrayList<>();
        for (WorkerRow row : rows.values()) {
            if (which.test(row)) {
                named.add(row.id());
            }
        }
        return named;
    }

    private void change() {
        List<String> draining = named(WorkerRow::draining);
        switch (chance.below(4)) {
            case 0 -> {
                if (rows.size() < MOST) {
                    add();
                }
            }
            case 1 -> {
                if (taking().size() > LEAST) {
                    write(any(), true);
                }
            }
            case 2 -> {
                if (!draining.isEmpty()) {
                    write(chance.of(draining), false);
                }
            }
            default -> {
                List<String> all = draining.isEmpty() ? taking() : draining;
                if (!draining.isEmpty() || all.size() > LEAST) {
                    remove(chance.of(all));
                }
            }
        }
    }

    private void add() {
        write(region + "-w" + born++, false);
    }

    private void write(String id, boolean draining) {
        rows.put(id, new WorkerRow(id, draining, world.agenda().now()));
    }

    /** Its row goes, and soon the machine. One of which the placement has never heard is nobody's business to it. */
    private void remove(String id) {
        if (!world.knows(region, id)) {
            return;
        }
        rows.remove(id);
        world.agenda().in(chance.between(Agenda.SECOND, 5 * Agenda.SECOND), () -> stop(id));
    }

    private void die(String id) {
        stop(id);
        boolean anew = chance.permille(500);
        world.agenda().in(chance.between(2 * Agenda.SECOND, 25 * Agenda.SECOND), () -> comeBack(id, anew));
    }

    private void stop(String id) {
        dead.add(id);
        world.agentsOn(id).forEach(Agent::strand);
    }

    /** @param anew true when whoever brings it back writes its row again */
    private void comeBack(String id, boolean anew) {
        if (rows.containsKey(id)) {
            dead.remove(id);
            if (anew) {
                write(id, rows.get(id).draining());
            }
            world.agentsOn(id).forEach(Agent::wake);
        }
    }
}
