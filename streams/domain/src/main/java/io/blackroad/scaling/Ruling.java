package io.blackroad.scaling;

import java.util.List;

/**
 * A judgement with what is to be remembered.
 *
 * @param silent true between the evaluations of a rule with a period: nothing is decided and nothing said
 */
record Ruling(Judgement judgement, List<Memory> memories, boolean silent) {

    static Ruling silent(List<Memory> memories) {
        return new Ruling(null, memories, true);
    }
}
