package io.blackroad.producer.sdk;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of work for an agent.
 *
 * @param id identity, 1 to 200 visible characters; a task is submitted, started and ended once
 * @param region region of the task, empty for the agent's
 * @param inputTokens tokens of the request
 * @param outputTokens tokens of the answer, 0 when not known yet
 * @param serviceMicros work in it, microseconds of one agent; 0 when the agent has to find out
 */
public record Task(String id, String region, int inputTokens, int outputTokens, long serviceMicros) {

    /** @throws InvalidSettingsException naming every value that cannot be used */
    public Task {
        List<String> errors = new ArrayList<>(0);
        AgentDescription.requireName(errors, "id", id, false);
        AgentDescription.requireName(errors, "region", region, true);
        if (inputTokens < 0) {
            errors.add("inputTokens is " + inputTokens + ", must not be negative");
        }
        if (outputTokens < 0) {
            errors.add("outputTokens is " + outputTokens + ", must not be negative");
        }
        if (serviceMicros < 0) {
            errors.add("serviceMicros is " + serviceMicros + ", must not be negative");
        }
        InvalidSettingsException.throwIfAny("task", errors);
    }

    /** A task of which only the identity is known. */
    public static Task of(String id) {
        return new Task(id, "", 0, 0, 0);
    }
}
