package io.blackroad.infra.stack;

/** A server ended by itself before it answered. */
final class EndedEarlyException extends StackException {
    private static final long serialVersionUID = 1L;

    EndedEarlyException(String message) {
        super(message);
    }
}
