package io.blackroad.placement;

/**
 * The plan of a region that is being carried out.
 *
 * @param sequence its number; 0 for none
 * @param startedMillis when it was made, milliseconds since 1970
 * @param moves how many moves it has
 * @param open how many of them are neither done nor given up
 */
public record OpenPlan(long sequence, String cause, long startedMillis, int moves, int open) {
    /** No plan. */
    public static final OpenPlan NONE = new OpenPlan(0, "", 0, 0, 0);

    OpenPlan without(int answered) {
        int left = open - answered;
        return left == 0 ? NONE : new OpenPlan(sequence, cause, startedMillis, moves, left);
    }
}
