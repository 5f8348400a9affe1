package io.blackroad.producer.sdk;

import java.util.Map;

/**
 * What was left when a client closed.
 *
 * @param unsent facts by topic that no broker acknowledged, only topics that have some
 */
public record CloseReport(Map<String, Long> unsent) {
    public CloseReport {
        unsent = Map.copyOf(unsent);
    }

    /** Whether every fact was acknowledged. */
    public boolean complete() {
        return unsent.isEmpty();
    }
}
