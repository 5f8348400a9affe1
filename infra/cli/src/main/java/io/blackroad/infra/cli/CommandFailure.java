package io.blackroad.infra.cli;

/** A command could not do what it was asked to; the message says what, where and what to do. Exit code 1, no stack trace. */
public class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFailure(String message) {
        super(message);
    }

    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
