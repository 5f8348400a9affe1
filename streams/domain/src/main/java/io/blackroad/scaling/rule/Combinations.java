package io.blackroad.scaling.rule;

import io.blackroad.scaling.Combination;
import io.blackroad.scaling.ParameterReader;
import io.blackroad.scaling.Part;
import java.util.List;

/** How the parts' numbers become one. */
final class Combinations {
    private Combinations() {}

    static Combination read(ParameterReader given, List<Part<?>> parts) {
        String text = given.text("combine", "maximum");
        if (!text.equals("maximum")) {
            given.fail("combine", "there is no " + text + "; use maximum");
        }
        return Combination.MAXIMUM;
    }
}
