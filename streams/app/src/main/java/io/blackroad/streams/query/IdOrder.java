package io.blackroad.streams.query;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** The order in which stores hold their keys; pages of several instances only fit together when all use it. */
public final class IdOrder {

    /** Unsigned bytes of the UTF-8 form, which differs from the order of Java's strings above U+FFFF. */
    public static final Comparator<String> BYTES = (left, right) ->
            Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

    private IdOrder() {}
}
