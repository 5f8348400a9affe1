package io.blackroad.topic;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What runs against Kafka under an account of its own. */
public enum Part {
    /** The stages. */
    STREAMS("reads facts, control tables and answers; writes everything that is decided"),
    /** Takes agents' facts over HTTP. Nobody else may write them. */
    GATEWAY("writes agents' facts, and reads back what gateways wrote"),
    /** Carries decisions out. */
    CONTROLLER("reads decisions and writes answers"),
    /** Writes the history to PostgreSQL. */
    HISTORY("reads tasks, decisions, cost and plans"),
    /** Keeps latest states in Redis. */
    MEMORY("reads agents' facts and writes word of changed memory"),
    /** Gives traces to a collector. */
    TRACES("reads decisions and answers"),
    /** Captures the control database. */
    CONNECT("writes control tables and the tasks of the outbox"),
    /** Prepares a cluster. */
    PREPARATION("makes topics, and grants what is granted here"),
    /** Looks, and writes nothing. */
    READER("reads what is decided, and the control tables");

    private final String duty;

    Part(String duty) {
        this.duty = duty;
    }

    /** Its name where people write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it does, for people. */
    public String duty() {
        return duty;
    }

    /** The part of a label. */
    public static Optional<Part> of(String label) {
        return Arrays.stream(values())
                .filter(part -> part.label().equals(label))
                .findFirst();
    }
}
