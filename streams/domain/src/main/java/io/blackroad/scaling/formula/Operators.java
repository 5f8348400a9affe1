package io.blackroad.scaling.formula;

import io.blackroad.scaling.formula.Formula.Node;

/** Arithmetic of formulas. Division by zero is unknown, not endless. */
final class Operators {
    private Operators() {}

    static Node add(Node left, Node right) {
        return values -> left.of(values) + right.of(values);
    }

    static Node subtract(Node left, Node right) {
        return values -> left.of(values) - right.of(values);
    }

    static Node multiply(Node left, Node right) {
        return values -> left.of(values) * right.of(values);
    }

    static Node divide(Node left, Node right) {
        return values -> {
            double divisor = right.of(values);
            return divisor == 0 ? Double.NaN : left.of(values) / divisor;
        };
    }

    static Node remainder(Node left, Node right) {
        return values -> {
            double divisor = right.of(values);
            return divisor == 0 ? Double.NaN : left.of(values) % divisor;
        };
    }

    static Node compare(String operator, Node left, Node right) {
        return values -> {
            double a = left.of(values);
            double b = right.of(values);
            if (Double.isNaN(a) || Double.isNaN(b)) {
                return Double.NaN;
            }
            boolean holds =
                    switch (operator) {
                        case "<" -> a < b;
                        case "<=" -> a <= b;
                        case ">" -> a > b;
                        case ">=" -> a >= b;
                        case "==" -> a == b;
                        default -> a != b;
                    };
            return holds ? 1 : 0;
        };
    }
}
