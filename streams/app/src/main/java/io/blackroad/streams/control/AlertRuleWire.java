package io.blackroad.streams.control;

import io.blackroad.alert.AlertRule;
import io.blackroad.alert.Condition;
import io.blackroad.schema.control.Alert;
import java.time.Duration;

/** Rows of alerts for the domain. */
public final class AlertRuleWire {
    private AlertRuleWire() {}

    /**
     * The rule that a row describes.
     *
     * @throws IllegalArgumentException if there is no such alert, or it has impossible numbers
     */
    public static AlertRule rule(Alert row) {
        Condition condition = Condition.of(row.getId())
                .orElseThrow(() -> new IllegalArgumentException("there is no alert " + row.getId()));
        return new AlertRule(
                condition,
                row.getThreshold(),
                Duration.ofSeconds(row.getForSeconds()),
                row.getSeverity(),
                row.getEnabled());
    }
}
