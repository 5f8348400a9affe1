package io.blackroad.infra.cli.doctor;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.terminal.Progress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/** Runs checks in order; one that needs a failed one is left out, since it would only repeat the same complaint. */
final class Doctor {
    private Doctor() {}

    /** The findings by name of their check, in order; at least one each. */
    static Map<String, List<Finding>> examine(List<Check> checks, Progress progress) {
        Map<String, List<Finding>> findings = new LinkedHashMap<>();
        for (Check check : checks) {
            progress.at(check.name(), findings.size(), checks.size());
            List<Finding> needed = findings.getOrDefault(check.needs(), List.of());
            findings.put(
                    check.name(),
                    needed.stream().allMatch(Finding::isOk)
                            ? look(check)
                            : List.of(Finding.skipped(check.needs() + " is not as it should be")));
        }
        return findings;
    }

    private static List<Finding> look(Check check) {
        try {
            return check.look().get();
        } catch (CommandFailure | KafkaException e) {
            return List.of(Finding.wrong("", String.valueOf(e.getMessage()), ""));
        }
    }
}
