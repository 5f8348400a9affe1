package io.blackroad.producer.replay;

/** A row does not have what its format asks for; the reader adds file and line. */
final class UnexpectedValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String found;

    UnexpectedValueException(String expected, String found) {
        super("expected " + expected + ", found " + found);
        this.expected = expected;
        this.found = found;
    }

    String expected() {
        return expected;
    }

    String found() {
        return found;
    }
}
