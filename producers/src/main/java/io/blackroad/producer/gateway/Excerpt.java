package io.blackroad.producer.gateway;

import java.util.regex.Pattern;

/** How much of what a sender wrote is shown to it: the beginning, in which nothing steers a terminal or turns its line around. */
final class Excerpt {
    private static final int LONGEST = 40;
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}]");

    private Excerpt() {}

    static String of(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return UNSEEN.matcher(cut).replaceAll("?");
    }
}
