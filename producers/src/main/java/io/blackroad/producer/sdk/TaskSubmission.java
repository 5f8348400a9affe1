package io.blackroad.producer.sdk;

import java.util.ArrayList;
import java.util.List;

/**
 * A task handed to an agent by someone else.
 *
 * @param source name of the intake that hands it out
 * @param agentId agent that shall do it
 * @param task the work
 */
public record TaskSubmission(String source, String agentId, Task task) {

    /** @throws InvalidSettingsException naming every value that cannot be used */
    public TaskSubmission {
        List<String> errors = new ArrayList<>();
        AgentDescription.requireName(errors, "source", source, false);
        AgentDescription.requireName(errors, "agentId", agentId, false);
        if (task == null) {
            errors.add("task is missing");
        }
        InvalidSettingsException.throwIfAny("task submission", errors);
    }
}
