package io.blackroad.scaling;

import java.util.Map;

/**
 * One kind of rule: how it reads its parameters, and what it asks for at a tick. Pure, with event time only: the same
 * parameters, memory and moment give the same opinion on every machine. Incremental: a tick costs microseconds, and the
 * memory is bounded whatever comes. Bounds, rates, cooldowns, money and the rest are not its business: the limits run
 * after it ({@link Chain}).
 *
 * @param <P> its parameters, read once when a rule arrives and not at each tick
 */
public interface Kind<P> {

    /** Its name in rules and in its memory, in lower case. */
    String name();

    /** Reads the parameters; what is wrong with them is noted in {@code given}, all of it. */
    P parameters(ParameterReader given);

    /** Defaults of the {@code limits.*} parameters when this is a rule's first kind; the rule's own win over them. */
    default Map<String, String> limits(P parameters) {
        return Map.of();
    }

    /**
     * What it asks for.
     *
     * @param before the memory of the opinion of the tick before; check {@link Memory#isOf} and start anew otherwise
     */
    Opinion propose(P parameters, Memory before, Moment moment);
}
