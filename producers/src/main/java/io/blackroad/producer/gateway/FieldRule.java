package io.blackroad.producer.gateway;

import java.util.regex.Pattern;

/**
 * What a field allows beyond its type.
 *
 * @param min least number
 * @param max greatest number
 * @param least fewest characters
 * @param most most characters
 * @param pattern what a text must match; null for anything that can be seen
 * @param written the pattern in words
 */
record FieldRule(long min, long max, int least, int most, Pattern pattern, String written) {
    static FieldRule numbers(long min, long max) {
        return new FieldRule(min, max, 0, 0, null, "");
    }

    static FieldRule text(int least, int most) {
        return new FieldRule(0, 0, least, most, null, "characters that can be seen");
    }
}
