package io.blackroad.infra.simulation;

import io.blackroad.infra.simulation.Fact.Said;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Brings facts to the log: not at all, twice, late, or among bytes that nobody can read. */
final class Courier {
    private static final long USUAL = 5 * Agenda.MILLI;

    private final World world;
    private final Chance chance;
    private final Set<Runnable> underway = new LinkedHashSet<>();

    Courier(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
    }

    static int partition(String agentId) {
        return Math.floorMod(agentId.hashCode(), Channels.PARTITIONS);
    }

    void send(String agentId, Said said) {
        Faults faults = world.faults();
        if (chance.permille(faults.garbage)) {
            append(agentId, new Fact.Garbage(said.topic(), said.occurredAt()), USUAL);
        }
        if (chance.permille(faults.repeat)) {
            append(agentId, said, chance.between(0, 3 * Agenda.SECOND));
        }
        long delay = chance.permille(faults.delay) ? chance.between(0, 6 * Agenda.SECOND) : USUAL;
        if (!chance.permille(faults.drop)) {
            append(agentId, said, delay);
        } else if (chance.permille(800)) {
            // The sender had no acknowledgement and sends again.
            append(agentId, said, chance.between(200 * Agenda.MILLI, Agenda.SECOND));
        }
    }

    private void append(String agentId, Said said, long after) {
        Runnable delivery = () -> world.channels()
                .facts
                .get(partition(agentId) * Fact.TOPICS + said.topic())
                .append(new Fact(agentId, world.agenda().now(), said));
        underway.add(delivery);
        world.agenda().in(after, () -> {
            if (underway.remove(delivery)) {
                delivery.run();
            }
        });
    }

    /** All that is underway is there now. */
    void deliver() {
        List.copyOf(underway).forEach(Runnable::run);
        underway.clear();
    }
}
