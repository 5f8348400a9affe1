package io.blackroad.sink.controller;

/** Why something failed, for people: libraries often say only what failed, and the reason is their exception's cause. */
public final class Why {
    private Why() {}

    /** The exception, and the innermost cause if there is one. */
    public static String of(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause == failure ? failure.toString() : failure + " Because: " + cause;
    }
}
