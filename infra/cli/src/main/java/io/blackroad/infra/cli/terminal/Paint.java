package io.blackroad.infra.cli.terminal;

/** Colours by what they mean. Nothing is said by a colour alone: the words are there without it. */
public enum Paint {
    /** Leaves every text as it is. */
    PLAIN,
    /** Escape sequences of ANSI terminals. */
    ANSI;

    private static final String RESET = "\033[0m";

    static Paint of(boolean wanted) {
        return wanted ? ANSI : PLAIN;
    }

    /** As it should be. */
    public String good(String text) {
        return in("32", text);
    }

    /** Broken. */
    public String bad(String text) {
        return in("1;31", text);
    }

    /** Of less weight than the rest. */
    public String faint(String text) {
        return in("2", text);
    }

    /** More of something. */
    public String more(String text) {
        return in("36", text);
    }

    /** Less of something. */
    public String less(String text) {
        return in("33", text);
    }

    private String in(String code, String text) {
        return this == PLAIN ? text : "\033[" + code + "m" + text + RESET;
    }
}
