package io.blackroad.scaling.formula;

import io.blackroad.scaling.formula.Formula.Node;
import io.blackroad.words.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads one formula, by recursive descent: a method a level of binding strength. */
final class FormulaReader {
    private static final int LONGEST = 1_000;
    private static final int DEEPEST = 50;

    private final String text;
    private final Map<String, Integer> places;
    private int at;
    private int depth;

    FormulaReader(String text, Map<String, Integer> places) {
        this.text = text;
        this.places = places;
    }

    Node read() {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("the formula is longer than " + LONGEST + " characters");
        }
        Node node = choice();
        blanks();
        if (at < text.length()) {
            throw unexpected();
        }
        return node;
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("the formula is nested deeper than " + DEEPEST);
        }
    }

    private Node choice() {
        deeper();
        Node condition = otherwise();
        if (taken("?")) {
            Node yes = choice();
            expect(":");
            Node no = choice();
            depth--;
            return values -> {
                double decided = condition.of(values);
                return Double.isNaN(decided) ? Double.NaN : decided != 0 ? yes.of(values) : no.of(values);
            };
        }
        depth--;
        return condition;
    }

    private Node otherwise() {
        Node left = or();
        while (taken("??")) {
            Node first = left;
            Node second = or();
            left = values -> {
                double value = first.of(values);
                return Double.isNaN(value) ? second.of(values) : value;
            };
        }
        return left;
    }

    private Node or() {
        Node left = and();
        while (taken("||")) {
            Node first = left;
            Node second = and();
            left = values -> Functions.isTrue(first.of(values)) || Functions.isTrue(second.of(values)) ? 1 : 0;
        }
        return left;
    }

    private Node and() {
        Node left = comparison();
        while (taken("&&")) {
            Node first = left;
            Node second = comparison();
            left = values -> Functions.isTrue(first.of(values)) && Functions.isTrue(second.of(values)) ? 1 : 0;
        }
        return left;
    }

    private Node comparison() {
        Node left = sum();
        for (String operator : List.of("<=", ">=", "==", "!=", "<", ">")) {
            if (taken(operator)) {
                return Operators.compare(operator, left, sum());
            }
        }
        return left;
    }

    private Node sum() {
        Node left = product();
        while (true) {
            if (taken("+")) {
                left = Operators.add(left, product());
            } else if (taken("-")) {
                left = Operators.subtract(left, product());
            } else {
                return left;
            }
        }
    }

    private Node product() {
        Node left = power();
        while (true) {
            if (taken("*")) {
                left = Operators.multiply(left, power());
            } else if (taken("/")) {
                left = Operators.divide(left, power());
            } else if (taken("%")) {
                left = Operators.remainder(left, power());
            } else {
                return left;
            }
        }
    }

    private Node power() {
        Node base = unary();
        if (!taken("**")) {
            return base;
        }
        deeper();
        Node exponent = power();
        depth--;
        return values -> Math.pow(base.of(values), exponent.of(values));
    }

    private Node unary() {
        if (taken("-")) {
            Node operand = operand();
            return values -> -operand.of(values);
        }
        if (taken("!")) {
            Node operand = operand();
            return values -> Functions.isTrue(operand.of(values)) ? 0 : 1;
        }
        return primary();
    }

    private Node operand() {
        deeper();
        Node operand = unary();
        depth--;
        return operand;
    }

    private Node primary() {
        blanks();
        if (taken("(")) {
            Node inner = choice();
            expect(")");
            return inner;
        }
        int from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (from == at) {
            throw unexpected();
        }
        String word = text.substring(from, at);
        if (Character.isDigit(word.charAt(0)) || word.charAt(0) == '.') {
            return number(word, from);
        }
        return taken("(") ? call(word) : name(word);
    }

    private Node number(String word, int from) {
        if (!word.matches("[0-9]*\\.?[0-9]+")) {
            throw new IllegalArgumentException(word + " at character " + (from + 1) + " is no number");
        }
        double constant = Double.parseDouble(word);
        return values -> constant;
    }

    private Node name(String word) {
        if (word.equals("nil")) {
            return values -> Double.NaN;
        }
        if (word.equals("true") || word.equals("false")) {
            double constant = word.equals("true") ? 1 : 0;
            return values -> constant;
        }
        Integer place = places.get(word);
        if (place == null) {
            throw new IllegalArgumentException("there is no " + word + "; " + instead(word, places.keySet()));
        }
        int index = place;
        return values -> values[index];
    }

    private Node call(String word) {
        if (!Functions.ALL.containsKey(word)) {
            throw new IllegalArgumentException(
                    "there is no function " + word + "; " + instead(word, Functions.ALL.keySet()));
        }
        List<Node> arguments = new ArrayList<>();
        do {
            if (taken("[")) {
                do {
                    arguments.add(choice());
                } while (taken(","));
                expect("]");
            } else {
                arguments.add(choice());
            }
        } while (taken(","));
        expect(")");
        return Functions.call(Functions.ALL.get(word), arguments);
    }

    private boolean taken(String symbol) {
        blanks();
        if (!text.startsWith(symbol, at) || isPartOfLonger(symbol)) {
            return false;
        }
        at += symbol.length();
        return true;
    }

    /** {@code ?} of {@code ??}, {@code *} of {@code **} and {@code !} of {@code !=} are symbols of their own. */
    private boolean isPartOfLonger(String symbol) {
        return (symbol.equals("?") && text.startsWith("??", at))
                || (symbol.equals("*") && text.startsWith("**", at))
                || (symbol.equals("!") && text.startsWith("!=", at));
    }

    private void expect(String symbol) {
        if (!taken(symbol)) {
            throw new IllegalArgumentException(symbol + " is expected at character " + (at + 1));
        }
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException unexpected() {
        return at < text.length()
                ? new IllegalArgumentException(text.charAt(at) + " at character " + (at + 1) + " is not expected")
                : new IllegalArgumentException("it ends too early");
    }

    private static String instead(String word, Set<String> right) {
        return Nearest.to(word, right)
                .map(name -> "did you mean " + name + "?")
                .orElseGet(() -> "use one of " + String.join(", ", new TreeSet<>(right)));
    }
}
