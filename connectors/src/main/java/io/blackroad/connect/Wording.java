package io.blackroad.connect;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How an error names what the file says: quoted, short, on one line, and with the nearest right name. */
final class Wording {
    private static final int LONGEST_QUOTE = 63;

    private Wording() {}

    /** The text in quotes, cut when long; control characters become ? so that it cannot play with a terminal. */
    static String quote(String text) {
        return '"' + plain(text) + '"';
    }

    /** The same without quotes. */
    static String plain(String text) {
        String line = oneLine(text);
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
    }

    /** The whole text on one line, with ? for what cannot be seen. */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
    }

    /** What to write instead: the nearest of the right names, or all of them when none is near. */
    static String instead(String wrong, Collection<String> right) {
        if (right.isEmpty()) {
            return "there is none";
        }
        return nearest(wrong, right)
                .map(name -> "did you mean " + name + "?")
                .orElseGet(
                        () -> right.stream().sorted().limit(20).collect(Collectors.joining(", ", "use one of ", "")));
    }

    private static Optional<String> nearest(String wrong, Collection<String> right) {
        int bound = Math.max(2, wrong.length() / 3);
        return wrong.length() > LONGEST_QUOTE
                ? Optional.empty()
                : right.stream()
                        .filter(name -> distance(wrong, name) <= bound)
                        .min(Comparator.<String>comparingInt(name -> distance(wrong, name))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** Letters to insert, delete or replace to come from one word to the other, whatever their case. */
    private static int distance(String left, String right) {
        String from = left.toLowerCase(Locale.ROOT);
        String to = right.toLowerCase(Locale.ROOT);
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
