package io.blackroad.words;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The right name nearest to a wrong one, by edit distance, if any is near enough to be what was meant. */
public final class Nearest {
    private Nearest() {}

    /**
     * The nearest of {@code names}; the beginning of a name is as near as can be. Empty when even the nearest is farther
     * off than a third of its length.
     */
    public static Optional<String> to(String wrong, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt((String name) -> effort(wrong, name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> effort(wrong, name) <= Math.max(2, name.length() / 3));
    }

    private static int effort(String wrong, String name) {
        return wrong.length() > 1 && name.startsWith(wrong) ? 0 : distance(wrong, name);
    }

    /** Insertions, deletions, replacements and swaps of neighbours that lead from one to the other; case is free. */
    public static int distance(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
