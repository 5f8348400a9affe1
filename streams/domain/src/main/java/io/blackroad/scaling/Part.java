package io.blackroad.scaling;

/**
 * One kind with its parameters, as a rule uses it.
 *
 * @param name what formulas and explanations call it
 */
public record Part<P>(String name, Kind<P> kind, P parameters) {

    Opinion propose(Memory before, Moment moment) {
        return kind.propose(parameters, before, moment);
    }
}
