package io.blackroad.placement;

/**
 * An agent of a region: what it said, where it was put, and where it is on its way to.
 *
 * @param said the newest of what it said
 * @param placed worker of its newest placement; empty when there was none in this boot
 * @param sequence its placements so far, counting one in the region that it comes from
 * @param goal worker that it was told to go to and has not answered from; empty when there is none
 * @param goalMillis since when, milliseconds since 1970
 * @param planned true when the goal is a move of a plan, false when it is a placement
 * @param movedMillis when it moved last; {@link Resident#NEVER} when it did not
 * @param gaveUpMillis when it last let a goal pass; {@link Resident#NEVER} when it did not
 * @param namedMillis when it was last named to go, as one of a replica too many; {@link Resident#NEVER} when it was not
 */
public record Tenant(
        Residence said,
        String placed,
        long sequence,
        String goal,
        long goalMillis,
        boolean planned,
        long movedMillis,
        long gaveUpMillis,
        long namedMillis) {

    /** Where it comes from it may have been placed, and this region's word has to stand above that one. */
    static Tenant of(Residence said) {
        return new Tenant(
                said, "", said.arrived() ? 1 : 0, "", 0, false, Resident.NEVER, Resident.NEVER, Resident.NEVER);
    }

    /** Worker that it counts for: the one that it goes to, else the one where it is; empty when there is none. */
    public String home() {
        if (!goal.isEmpty()) {
            return goal;
        }
        // Of a lost agent only the placement says where it will be once somebody starts it again.
        boolean placementHolds = said.phase() == Residence.Phase.LOST
                ? !placed.isEmpty()
                : said.worker().isEmpty();
        return placementHolds ? placed : said.worker();
    }

    /** True when it takes room on its worker. */
    public boolean counts() {
        return said.runs() || said.phase() == Residence.Phase.LOST && !goal.isEmpty();
    }

    Tenant saying(Residence residence) {
        return new Tenant(
                residence, placed, sequence, goal, goalMillis, planned, movedMillis, gaveUpMillis, namedMillis);
    }

    /** It is to go: it counts as draining before it says so. */
    Tenant named(long nowMillis) {
        Residence draining = said.entering(Residence.Phase.DRAINING);
        return new Tenant(draining, placed, sequence, goal, goalMillis, planned, movedMillis, gaveUpMillis, nowMillis);
    }

    /** A boot that says no worker has none, wherever the one before ran. */
    Tenant booted() {
        return new Tenant(said, "", sequence, "", 0, false, movedMillis, gaveUpMillis, namedMillis);
    }

    Tenant goesTo(String worker, boolean byPlan, long nowMillis) {
        return new Tenant(said, placed, sequence, worker, nowMillis, byPlan, movedMillis, gaveUpMillis, namedMillis);
    }

    Tenant placedOn(String worker) {
        return new Tenant(
                said, worker, sequence + 1, goal, goalMillis, planned, movedMillis, gaveUpMillis, namedMillis);
    }

    Tenant withoutGoal() {
        return new Tenant(said, placed, sequence, "", 0, false, movedMillis, gaveUpMillis, namedMillis);
    }

    Tenant arrived(long nowMillis) {
        return new Tenant(said, placed, sequence, "", 0, false, nowMillis, gaveUpMillis, namedMillis);
    }

    Tenant gaveUp(long nowMillis) {
        return new Tenant(said, placed, sequence, "", 0, false, movedMillis, nowMillis, namedMillis);
    }
}
