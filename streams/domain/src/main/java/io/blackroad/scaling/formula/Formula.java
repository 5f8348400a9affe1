package io.blackroad.scaling.formula;

import java.util.Map;

/**
 * A formula over named numbers, read once and evaluated often. It knows {@code + - * / % **}, comparisons, {@code && || !},
 * {@code a ? b : c}, {@code a ?? b} for b when a is unknown, lists in brackets, and the functions {@code min max sum mean
 * median count abs ceil floor round}. What is true is 1, what is unknown is {@link Double#NaN}; a sum with something unknown
 * in it is unknown. The words are those of KEDA's formulas, as far as they are about numbers.
 */
public final class Formula {
    private final String text;
    private final Node root;

    /** A part of a formula. */
    @FunctionalInterface
    interface Node {
        double of(double[] values);
    }

    private Formula(String text, Node root) {
        this.text = text;
        this.root = root;
    }

    /**
     * Reads a formula.
     *
     * @param places where the value of each name will be
     * @throws IllegalArgumentException if it cannot be read; says where and why
     */
    public static Formula read(String text, Map<String, Integer> places) {
        return new Formula(text, new FormulaReader(text, places).read());
    }

    /** Its value; {@link Double#NaN} when it cannot be told. */
    public double of(double[] values) {
        return root.of(values);
    }

    @Override
    public String toString() {
        return text;
    }
}
