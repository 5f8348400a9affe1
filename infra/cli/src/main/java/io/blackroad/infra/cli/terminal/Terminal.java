package io.blackroad.infra.cli.terminal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which of the two outputs a person watches. {@code scale.sh} knows and says it in a system property: before JDK 22 Java
 * cannot tell one output from the other.
 *
 * @param out whether data goes to a terminal
 * @param err whether everything else does
 * @param colours whether colours are wanted on a terminal
 */
public record Terminal(boolean out, boolean err, boolean colours) {
    /** Names those of {@code out} and {@code err} that are terminals, between commas. */
    public static final String PROPERTY = "blackroad.terminal";

    /** Nobody watches: a pipe, a file, a test. */
    public static final Terminal NONE = new Terminal(false, false, false);

    /** To the left of the first column, all of the screen empty. */
    public static final String HOME_AND_CLEAR = "\033[H\033[2J";

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}]");

    /**
     * As the environment says: a dumb terminal is none, and a {@code NO_COLOR} that is not empty takes the colours away
     * (no-color.org).
     *
     * @param property value of {@link #PROPERTY}; empty when it is not set
     */
    public static Terminal of(String property, Map<String, String> environment) {
        if ("dumb".equals(environment.get("TERM"))) {
            return NONE;
        }
        List<String> outputs = Arrays.asList(property.split(","));
        boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(outputs.contains("out"), outputs.contains("err"), colours);
    }

    /** For what goes to standard output. */
    public Paint outPaint() {
        return Paint.of(out && colours);
    }

    /** For what goes to standard error. */
    public Paint errPaint() {
        return Paint.of(err && colours);
    }

    /** Names come from agents; one that holds control characters must not steer a terminal. */
    public static String harmless(String line) {
        return UNSEEN.matcher(line).replaceAll("\uFFFD");
    }
}
