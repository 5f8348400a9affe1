package io.blackroad.infra.cli;

/** What a command ends with. */
public final class ExitCode {
    /** It did what it was asked to. */
    public static final int DONE = 0;

    /** It could not, or what it checked is not as it should be. */
    public static final int FAILED = 1;

    /** It was asked in a way that it does not understand. */
    public static final int WRONG_USAGE = 2;

    private ExitCode() {}
}
