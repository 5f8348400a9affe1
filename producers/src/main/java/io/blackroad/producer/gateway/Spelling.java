package io.blackroad.producer.gateway;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The name that was meant: the same letters in another style, such as {@code cpu_used_millis}, or with a slip or two. */
final class Spelling {
    private static final int SLIPS = 2;
    private static final int LONGEST = 64;

    private Spelling() {}

    static Optional<String> meant(String wrong, Collection<String> names) {
        if (wrong.length() > LONGEST) {
            return Optional.empty();
        }
        String letters = letters(wrong);
        String best = null;
        int fewest = SLIPS + 1;
        for (String name : names) {
            int slips = slips(letters, letters(name));
            if (slips < fewest) {
                fewest = slips;
                best = name;
            }
        }
        return Optional.ofNullable(best);
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** Letters to insert, delete or replace; row by row of the usual table. */
    private static int slips(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
