package io.blackroad.sink.memory;

/** A server knows another layout than the caller. */
final class StaleLayoutException extends MemoryException {
    private static final long serialVersionUID = 1L;
    private static final String MARK = "STALELAYOUT";

    private final String server;

    StaleLayoutException(String server, String said) {
        super("server " + server + " follows another layout of the shards: " + said);
        this.server = server;
    }

    static boolean isSaidBy(String message) {
        return message != null && message.startsWith(MARK);
    }

    String server() {
        return server;
    }
}
