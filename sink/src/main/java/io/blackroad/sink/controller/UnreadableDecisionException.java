package io.blackroad.sink.controller;

import org.apache.kafka.common.errors.SerializationException;

/** A record of the decisions topic is no decision that can be acted on, now or later; the message says why. */
final class UnreadableDecisionException extends SerializationException {
    private static final long serialVersionUID = 1L;

    UnreadableDecisionException(String message) {
        super(message);
    }
}
