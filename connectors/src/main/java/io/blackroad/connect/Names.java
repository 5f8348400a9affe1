package io.blackroad.connect;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names that one section declares and others refer to.
 *
 * @param kind what they name, as in region
 * @param declared the names; null when the section has none, which is an error of its own and not one of each reference
 */
record Names(String kind, Set<String> declared) {
    /** Names become parts of keys, host names and labels: what is allowed in all of them. */
    static final Pattern RIGHT = Pattern.compile("[a-z0-9-]{1,63}");

    static final int LONGEST = 63;

    static final String RIGHT_IN_WORDS = "1 to 63 of a-z, 0-9 and -";

    /** Names of the rows of a section of {@code file}. */
    static Names of(String kind, YamlMap file, String section) {
        boolean usable = file.has(section) && !file.map(section).keys().isEmpty();
        return new Names(kind, usable ? file.map(section).keys() : null);
    }

    /** Notes an error at a key that should be such a name. */
    void requireKey(YamlMap map, String key, String name) {
        if (isUnknown(name)) {
            map.failKey(key, unknown(name));
        }
    }

    /** Notes an error at a value that should be such a name. */
    void requireValue(YamlMap map, String key, String name) {
        if (isUnknown(name)) {
            map.fail(key, unknown(name));
        }
    }

    /** Notes each declared name that is not among the keys. */
    void requireAll(YamlMap map, Set<String> keys, String problem) {
        if (declared != null && map.node() != null) {
            declared.stream().filter(name -> !keys.contains(name)).forEach(name -> map.fail(name, problem));
        }
    }

    /** Notes an error where a region's name makes those of its rows too long. */
    static void requireShort(YamlMap map, String ofRows, int count) {
        String lastRow = ofRows + count;
        if (count > 0 && lastRow.length() > LONGEST) {
            map.fail(
                    "count",
                    "the last would be called " + Wording.quote(lastRow) + ", which is longer than " + LONGEST
                            + "; shorten the name of the region");
        }
    }

    boolean has(String name) {
        return declared != null && declared.contains(name);
    }

    private boolean isUnknown(String name) {
        return declared != null && !declared.contains(name);
    }

    private String unknown(String name) {
        return "there is no " + kind + " " + Wording.quote(name) + "; " + Wording.instead(name, declared);
    }
}
