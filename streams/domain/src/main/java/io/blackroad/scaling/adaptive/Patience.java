package io.blackroad.scaling.adaptive;

/**
 * Scale-in by what it saves: replicas beyond the wish are kept until what they cost since they became too many is worth
 * a reversal (the ski-rental rule), and then only those go that the second half of that time did not need once. Many that are idle go
 * within a tick or two, a few stay for an hour.
 */
final class Patience {
    /** Fewer too many than this share are never worth a change. */
    private static final double NOTHING = 0.03;

    /** Fewer to remove than this share are not worth one either. */
    private static final double WORTHWHILE = 0.08;

    /** How fast what was counted is forgotten while nothing is too much, in fleets a second. */
    private static final double FORGET = 0.05;

    private static final double ROUNDING = 1e-9;

    /** Replica-seconds that were too many so far, and the highest wish in that time. */
    double area;

    int highest;

    /** Whole replicas of a wish. */
    static int whole(double wish) {
        return (int) Math.ceil(Math.max(0, wish) - ROUNDING);
    }

    /**
     * Replicas that are to run.
     *
     * @param told replicas that are told to run
     * @param least below this they are too few
     * @param wish as many there should be
     * @param level demand, which the patience is in proportion to
     * @param seconds seconds of the fleet that must be wasted before one scales in
     * @param dt length of this step, seconds
     */
    int decide(int told, double least, double wish, double level, double seconds, double dt) {
        int wanted = whole(wish);
        if (whole(least) > told) {
            reset();
            return Math.max(wanted, told + 1);
        }
        double fleet = Math.max(1, level);
        highest = Math.max(highest, wanted);
        if (told - wanted < Math.max(1, NOTHING * told)) {
            area = Math.max(0, area - dt * fleet * FORGET);
            highest = area == 0 ? 0 : highest;
            return told;
        }
        boolean young = area < seconds * fleet / 2;
        area += (told - wanted) * dt;
        if (area < seconds * fleet) {
            highest = young ? wanted : highest;
            return told;
        }
        int needed = highest;
        reset();
        return told - needed >= Math.max(1, WORTHWHILE * told) ? needed : told;
    }

    void reset() {
        area = 0;
        highest = 0;
    }
}
