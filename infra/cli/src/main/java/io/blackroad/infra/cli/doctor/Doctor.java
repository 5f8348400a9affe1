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

    /** The findings by name, in order. */
    static Map<String, Finding> examine(List<Check> checks, Progress progress) {
        Map<String, Finding> findings = new LinkedHashMap<>();
        for (Check check : checks) {
            progress.at(check.name(), findings.size(), checks.size());
            Finding needed = findings.get(check.needs());
            findings.put(
                    check.name(),
                    needed == null || needed.isOk()
                            ? look(check)
                            : Finding.skipped(check.needs() + " is not as it should be"));
        }
        return findings;
    }

    private static Finding look(Check check) {
        try {
            return check.look().get();
        } catch (CommandFailure | KafkaException e) {
            return Finding.wrong(e.getMessage(), "");
        }
    }
}
