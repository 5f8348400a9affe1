package io.blackroad.scaling.formula;

import io.blackroad.scaling.formula.Formula.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The functions of formulas. Each takes any number of values, at least one. */
final class Functions {
    static final Map<String, ToDoubleFunction<double[]>> ALL = new TreeMap<>(Map.of(
            "min", values -> Arrays.stream(values).reduce(Math::min).orElseThrow(),
            "max", values -> Arrays.stream(values).reduce(Math::max).orElseThrow(),
            "sum", values -> Arrays.stream(values).sum(),
            "mean", values -> Arrays.stream(values).sum() / values.length,
            "median", Functions::median,
            "count", values -> Arrays.stream(values).filter(Functions::isTrue).count(),
            "abs", values -> Math.abs(values[0]),
            "ceil", values -> Math.ceil(values[0]),
            "floor", values -> Math.floor(values[0]),
            "round", values -> Math.round(values[0])));

    private Functions() {}

    static Node call(ToDoubleFunction<double[]> function, List<Node> arguments) {
        Node[] nodes = arguments.toArray(new Node[0]);
        return values -> {
            double[] given = new double[nodes.length];
            for (int i = 0; i < nodes.length; i++) {
                given[i] = nodes[i].of(values);
                if (Double.isNaN(given[i])) {
                    return Double.NaN;
                }
            }
            return function.applyAsDouble(given);
        };
    }

    static boolean isTrue(double value) {
        return value != 0 && !Double.isNaN(value);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
