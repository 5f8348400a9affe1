package io.blackroad.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Mode safe asks for something else than Kubernetes in exactly the cases that are listed with their reason, and nowhere
 * else. A new difference has to be written down before it can land.
 */
class SafeDifferencesTest {

    @Test
    void everyCaseThatIsAnsweredDifferentlyIsListedWithItsReason() {
        Map<String, String> listed = new LinkedHashMap<>();
        for (Map<String, String> row : Csv.rows("/conformance/hpa/safe-differences.csv")) {
            assertThat(row.get("reason")).isNotBlank();
            listed.put(row.get("case"), row.get("replicas"));
        }
        Map<String, String> different = new LinkedHashMap<>();
        for (Map<String, String> row : Csv.rows("/conformance/hpa/resource.csv")) {
            String safe = answer(row);
            if (!safe.equals(row.get("replicas"))) {
                different.put(row.get("case"), safe);
            }
        }
        assertThat(different).isEqualTo(listed);
    }

    private static String answer(Map<String, String> row) {
        ScaleRule rule = Rule.of("target", 0, 1_000)
                .with("targetPercent", row.get("targetPercent"))
                .build();
        int current = Integer.parseInt(row.get("current"));
        Moment moment = new Moment(
                Pods.read(row.get("pods used/requested/flag")).sample(),
                Micros.SECOND,
                current,
                -1,
                0,
                1_000,
                Given.NOW,
                true);
        Opinion opinion = rule.parts().get(0).propose(Memory.NONE, moment);
        return opinion.isUnknown() ? "unknown" : String.valueOf(opinion.replicas());
    }
}
