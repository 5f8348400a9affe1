package io.blackroad.scaling;

import java.util.function.Supplier;

/**
 * What a rule kind makes of a tick.
 *
 * @param memory what it remembers for the next tick
 * @param replicas replicas that it asks for; -1 when it has no number to give
 * @param floor fewest replicas that it allows, 0 for none: only a schedule narrows the bounds
 * @param ceiling most replicas that it allows, {@link Integer#MAX_VALUE} for none
 * @param binding why it asks for no change, as in {@link Binding#WITHIN_BAND}; NONE otherwise
 * @param utilizationPermille load over capacity, thousandths; -1 without one
 * @param urgent true for a burst: a scale-up that neither stabilisation nor an up-cooldown delays
 * @param forecast the demand that it expects; null when it looks at none
 * @param reason one sentence with the numbers; asked for only when a decision or a new hold is written
 */
public record Opinion(
        Memory memory,
        int replicas,
        int floor,
        int ceiling,
        Binding binding,
        int utilizationPermille,
        boolean urgent,
        Forecast forecast,
        Supplier<String> reason) {

    /** Asks for so many replicas. */
    public static Opinion of(Memory memory, int replicas, Supplier<String> reason) {
        return new Opinion(memory, Math.max(0, replicas), 0, Integer.MAX_VALUE, Binding.NONE, -1, false, null, reason);
    }

    /** Asks to stay at {@code replicas} because of {@code binding}. */
    public static Opinion stay(Memory memory, int replicas, Binding binding, Supplier<String> reason) {
        return new Opinion(memory, replicas, 0, Integer.MAX_VALUE, binding, -1, false, null, reason);
    }

    /** Cannot tell, because of {@code binding}: nothing is scaled down on the word of the others. */
    public static Opinion unknown(Memory memory, Binding binding, Supplier<String> reason) {
        return stay(memory, -1, binding, reason);
    }

    /** Asks for no number, only for bounds. */
    public static Opinion bounds(Memory memory, int floor, int ceiling, Supplier<String> reason) {
        return new Opinion(memory, -1, floor, ceiling, Binding.NONE, -1, false, null, reason);
    }

    /** The same with the utilisation that it compared. */
    public Opinion at(int permille) {
        return new Opinion(memory, replicas, floor, ceiling, binding, permille, urgent, forecast, reason);
    }

    /** The same, as a burst that is not to be delayed. */
    public Opinion urgently() {
        return new Opinion(memory, replicas, floor, ceiling, binding, utilizationPermille, true, forecast, reason);
    }

    /** The same with the demand that it expects. */
    public Opinion expecting(Forecast demand) {
        return new Opinion(memory, replicas, floor, ceiling, binding, utilizationPermille, urgent, demand, reason);
    }

    /** True when it has a number to give. */
    public boolean counts() {
        return replicas >= 0;
    }

    /** True when it should have a number and cannot tell. */
    public boolean isUnknown() {
        return replicas < 0 && binding != Binding.NONE;
    }
}
