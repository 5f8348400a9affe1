package io.blackroad.connect.capture;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How the connector is.
 *
 * @param connector state of the connector, as Connect calls it: RUNNING, STOPPED, FAILED …; MISSING when there is none
 * @param task state of its one task; NONE while it has none
 * @param error first line of why it failed; empty otherwise
 */
public record ConnectorState(String connector, String task, String error) {
    static final ConnectorState MISSING = new ConnectorState("MISSING", "NONE", "");

    static ConnectorState of(JsonNode status) {
        JsonNode task = status.path("tasks").path(0);
        String trace =
                task.path("trace").asText(status.path("connector").path("trace").asText(""));
        return new ConnectorState(
                status.path("connector").path("state").asText("UNKNOWN"),
                task.path("state").asText("NONE"),
                cause(trace));
    }

    /** True while rows are captured. */
    public boolean isRunning() {
        return connector.equals("RUNNING") && task.equals("RUNNING");
    }

    /** True once it has given up. */
    public boolean isFailed() {
        return connector.equals("FAILED") || task.equals("FAILED");
    }

    boolean isStopped() {
        return connector.equals("STOPPED") && task.equals("NONE");
    }

    /** The deepest cause says what happened, the first line only that something did. */
    private static String cause(String trace) {
        String cause = trace.lines().findFirst().orElse("");
        for (String line : trace.lines().toList()) {
            if (line.startsWith("Caused by: ")) {
                cause = line.substring("Caused by: ".length());
            }
        }
        return cause;
    }
}
