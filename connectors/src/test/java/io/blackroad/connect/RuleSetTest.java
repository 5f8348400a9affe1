package io.blackroad.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.schema.RuleKind;
import io.blackroad.schema.control.Rule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class RuleSetTest {
    private static final String TEXT = """
            name: mine
            description: Two rules
            rules:
              api:
                kind: target
                minReplicas: 0
                maxReplicas: 40
                pauseDown: true
                parameters: { mode: safe, targetPercent: 60, limits.upPolicies: '100%/15' }
                parts:
                  - kind: schedule
                    parameters: { windows: "0 8 * * * -> 0 18 * * * = 5..", timeZone: Europe/Berlin }
              eu-west/api: { kind: guide, minReplicas: 1, maxReplicas: 2, upAbovePercent: 70, downBelowPercent: 30,
                cooldownSeconds: 5 }
            """;

    static final List<String> SHIPPED = RuleSet.SHIPPED;

    @Test
    void readsKindsParametersAndParts() {
        RuleSet set = RuleSet.parse("file", TEXT);
        assertThat(set.name()).isEqualTo("mine");
        Rule api = set.rules().get(0);
        assertThat(api.getKind()).isEqualTo(RuleKind.TARGET);
        assertThat(api.getParameters())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("mode", "safe", "targetPercent", "60", "limits.upPolicies", "100%/15"));
        assertThat(api.getParts()).singleElement().satisfies(part -> {
            assertThat(part.getKind()).isEqualTo(RuleKind.SCHEDULE);
            assertThat(part.getParameters()).containsEntry("timeZone", "Europe/Berlin");
        });
    }

    @Test
    void whatIsPrintedIsReadTheSame() {
        List<Rule> rules = RuleSet.parse("file", TEXT).rules();
        assertThat(RuleSet.parse("printed", String.join("\n", RuleText.file(rules)))
                        .rules())
                .isEqualTo(rules);
    }

    @Test
    void aTargetsOwnRuleWinsOverItsServicesAndTheDefault() {
        RuleSet set = RuleSet.parse("file", TEXT);
        assertThat(set.ruleFor("eu-west", "api")).map(Rule::getId).contains("eu-west/api");
        assertThat(set.ruleFor("us-east", "api")).map(Rule::getId).contains("api");
        assertThat(set.ruleFor("us-east", "gpu")).isEmpty();
        assertThat(RuleSet.shipped("kpa").ruleFor("us-east", "gpu"))
                .map(Rule::getId)
                .contains("default");
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void everyShippedSetIsReadUnderItsName(String name) {
        RuleSet set = RuleSet.shipped(name);
        assertThat(set.name()).isEqualTo(name);
        assertThat(set.description()).isNotBlank();
        assertThat(set.rules()).hasSize(1);
    }

    @Test
    void anUnknownSetIsRefusedWithTheNearestName() {
        assertThatThrownBy(() -> RuleSet.shipped("hpa-cpuu")).hasMessageContaining("did you mean hpa-cpu?");
    }

    @Test
    void namesEveryMistakeAtOnce() {
        assertThatThrownBy(() -> RuleSet.parse("file", """
                        nam: x
                        rules:
                          api: { kind: panik, minReplicas: 1, maxReplicas: 2, upAbovePercent: 9, downBelowPercent: 3,
                            cooldownSeconds: 5 }
                          worker: { kind: target, minReplicas: -1, maxReplicas: 2, upAbovePercent: 5,
                            parts: [ { kind: pool, parameter: {} } ] }
                        """))
                .isInstanceOf(ControlFileException.class)
                .hasMessageContaining("did you mean panic?")
                .hasMessageContaining("-1 is below 0")
                .hasMessageContaining("upAbovePercent: is not known here")
                .hasMessageContaining("parts[0].parameter: is not known here; did you mean parameters?")
                .hasMessageContaining("nam: is not known here; did you mean name?");
    }
}
