package io.blackroad.scaling.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.scaling.ScaleRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static RuleText text(String kind, Map<String, String> parameters, RuleText.PartText... parts) {
        return new RuleText(
                "api", 3, kind, 2, 20, "cpu", 70, 30, 300, false, false, 60, 120, parameters, List.of(parts));
    }

    private static List<String> wrong(RuleText text) {
        List<String> wrong = new ArrayList<>();
        Rules.compile(text, wrong);
        return wrong;
    }

    @Test
    void aGuideRuleWithoutParametersHasNoParts() {
        List<String> wrong = new ArrayList<>();
        ScaleRule rule = Rules.compile(text("guide", Map.of()), wrong);
        assertThat(wrong).isEmpty();
        assertThat(rule.parts()).isEmpty();
    }

    @Test
    void aLimitMakesItARuleWithOnePart() {
        List<String> wrong = new ArrayList<>();
        ScaleRule rule = Rules.compile(text("guide", Map.of("limits.dollarsPerHour", "2.5")), wrong);
        assertThat(wrong).isEmpty();
        assertThat(rule.parts()).hasSize(1);
        assertThat(rule.limits().hourNanoDollars()).isEqualTo(2_500_000_000L);
        assertThat(rule.limits().cooldownUpMicros()).isEqualTo(300_000_000L);
        assertThat(rule.limits().cooldownDownMicros()).isEqualTo(300_000_000L);
    }

    @Test
    void namesEveryMistakeAtOnceWithTheNearestRightName() {
        assertThat(wrong(text(
                        "guide",
                        Map.of(
                                "limits.upPolices", "100%/15",
                                "limits.downPolicies", "ten/15, 5/0",
                                "limits.downSelect", "maximum",
                                "limits.dollarsPerHour", "a lot"),
                        new RuleText.PartText("giude", Map.of()))))
                .containsExactlyInAnyOrder(
                        "parts[0].kind: there is no giude; did you mean guide?",
                        "parameters.limits.upPolices: is not known here; did you mean limits.upPolicies?",
                        "parameters.limits.downPolicies: ten/15 is no policy; write percent or replicas and seconds, as in"
                                + " 100%/15 or 4/15",
                        "parameters.limits.downPolicies: the period 0 is not within 1 to 1800 seconds",
                        "parameters.limits.downSelect: there is no maximum; use one of disabled, max, min",
                        "parameters.limits.dollarsPerHour: a number is expected, not a lot");
    }

    @Test
    void aRuleIsNoLargerThanItsDecisionsMayBe() {
        RuleText.PartText pool = new RuleText.PartText("pool", Map.of());
        assertThat(wrong(text("guide", Map.of(), Collections.nCopies(33, pool).toArray(RuleText.PartText[]::new))))
                .contains("parts: 33 are more than 32; split the rule");
        assertThat(wrong(text("guide", Map.of("limits.é", "x".repeat(32_768)))))
                .contains("parameters: 32777 bytes of names and values are more than 32768");
    }
}
