package io.blackroad.producer.replay;

/** A trace that cannot be read; says which file, which line, what was expected and what was there. */
public final class TraceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** How much of a wrong line is shown. */
    private static final int SHOWN = 80;

    TraceException(String file, long line, String expected, String found) {
        super(file + ", line " + line + ": expected " + expected + ", found " + quoted(found));
    }

    TraceException(String message, Throwable cause) {
        super(message, cause);
    }

    private static String quoted(String found) {
        String shown = found.length() <= SHOWN ? found : found.substring(0, SHOWN) + "...";
        // A trace is foreign input: what is shown of it must not steer a terminal, nor turn its line around.
        return '"' + shown.replaceAll("[\\p{Cc}\\p{Cf}]", "?") + '"';
    }
}
