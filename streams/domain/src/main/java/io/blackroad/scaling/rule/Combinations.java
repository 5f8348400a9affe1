package io.blackroad.scaling.rule;

import io.blackroad.scaling.Combination;
import io.blackroad.scaling.Opinion;
import io.blackroad.scaling.ParameterReader;
import io.blackroad.scaling.Part;
import io.blackroad.scaling.formula.Formula;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the parts' numbers become one: their maximum, or a formula over the parts' names, in which a part that gives no
 * number is unknown. What the formula gives is rounded up; when it cannot tell, nothing is changed.
 */
final class Combinations {
    private static final String MAXIMUM = "maximum";

    private Combinations() {}

    static Combination read(ParameterReader given, List<Part<?>> parts) {
        String text = given.text("combine", MAXIMUM);
        if (text.equals(MAXIMUM)) {
            return Combination.MAXIMUM;
        }
        Map<String, Integer> places = new HashMap<>();
        for (Part<?> part : parts) {
            places.put(part.name(), places.size());
        }
        try {
            return of(Formula.read(text, places));
        } catch (IllegalArgumentException e) {
            given.fail("combine", e.getMessage());
            return Combination.MAXIMUM;
        }
    }

    private static Combination of(Formula formula) {
        return (parts, opinions) -> {
            double[] values = new double[opinions.size()];
            for (int i = 0; i < values.length; i++) {
                Opinion opinion = opinions.get(i);
                values[i] = opinion.counts() ? opinion.replicas() : Double.NaN;
            }
            double result = Math.ceil(formula.of(values));
            return Double.isNaN(result) || result < 0 ? -1 : (int) Math.min(Integer.MAX_VALUE, result);
        };
    }
}
