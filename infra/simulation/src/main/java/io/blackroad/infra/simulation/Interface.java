package io.blackroad.infra.simulation;

import io.blackroad.sink.controller.ApplyAnswer;
import io.blackroad.sink.controller.Order;
import io.blackroad.sink.controller.ReplicaCount;
import io.blackroad.sink.controller.ReplicaTarget;
import io.blackroad.sink.controller.Survey;
import io.blackroad.sink.controller.TargetId;
import java.util.HashMap;
import java.util.Map;

/** The targets' interface as one controller reaches it: calls fail before, after or long before they are carried out. */
final class Interface implements ReplicaTarget {
    private final World world;
    private final Chance chance;
    private final Map<String, Long> seen = new HashMap<>();

    /** The controller dies here. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** A call that was not answered. */
    static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unanswered(String why) {
            super(why, null, false, false);
        }
    }

    Interface(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
    }

    @Override
    public Survey survey() {
        return new Survey(Map.of(), Map.of());
    }

    @Override
    public ReplicaCount observe(TargetId id) {
        fail("status 500");
        Target target = world.target(id.key());
        seen.put(id.key(), target.version());
        return world.bug() == Bug.FENCE_NOT_STRICT ? older(target.count()) : target.count();
    }

    @Override
    public ApplyAnswer apply(Order order, ReplicaCount before) {
        fail("status 503");
        mayDie();
        Target target = world.target(order.target().key());
        long version = seen.get(target.id());
        if (chance.permille(world.faults().interfaceFault)) {
            // On its way for longer than the controller waits, or than it lives.
            long delay = chance.between(0, 20 * Agenda.SECOND);
            world.agenda().in(delay, () -> target.write(order, version));
            mayDie();
            throw new Unanswered("timeout");
        }
        if (chance.permille(world.faults().stranger)) {
            // Somebody else writes between the look and the write.
            target.meddle();
        }
        boolean written = target.write(order, version);
        mayDie();
        fail("timeout");
        return written || world.bug() == Bug.CONFLICT_IGNORED
                ? ApplyAnswer.applied()
                : ApplyAnswer.failed("409, somebody else wrote");
    }

    /** As if what stands there were the decision before. */
    private static ReplicaCount older(ReplicaCount count) {
        long before = Math.max(0, count.sequence() - 1);
        return new ReplicaCount(count.told(), count.ready(), before, count.decided());
    }

    void mayDie() {
        if (chance.permille(world.faults().controllerDeath)) {
            throw new Killed();
        }
    }

    private void fail(String why) {
        if (chance.permille(world.faults().interfaceFault / 3)) {
            throw new Unanswered(why);
        }
    }
}
