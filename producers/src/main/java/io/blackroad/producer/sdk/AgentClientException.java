package io.blackroad.producer.sdk;

/** The client cannot work: no broker answers or its topics are missing. The message says what to do. */
public final class AgentClientException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AgentClientException(String message, Throwable cause) {
        super(message, cause);
    }
}
