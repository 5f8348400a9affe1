package io.blackroad.streams.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.scaling.ScaleRule;
import io.blackroad.schema.RuleKind;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.RulePart;
import io.blackroad.schema.control.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleWireTest {

    private static Rule.Builder worker() {
        return Rule.newBuilder()
                .setId("worker")
                .setKind(RuleKind.GUIDE)
                .setVersion(3)
                .setMinReplicas(10)
                .setMaxReplicas(100)
                .setUpAbovePercent(80)
                .setDownBelowPercent(40)
                .setCooldownSeconds(600)
                .setUpdatedAt(Instant.EPOCH);
    }

    @Test
    void takesEveryFieldOver() {
        Rule row = worker().setMetric("memory")
                .setPauseDown(true)
                .setConfirmSeconds(7)
                .setValidSeconds(8)
                .build();
        assertThat(RuleWire.rule(row))
                .isEqualTo(new ScaleRule(
                        "worker",
                        3,
                        10,
                        100,
                        ScaleRule.Metric.MEMORY,
                        80,
                        40,
                        Duration.ofSeconds(600),
                        false,
                        true,
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(8)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 0, 1",
        "10, 10, 80, 79, 1",
        "1, 2147483647, 1000, 999, 2147483647",
    })
    void takesRulesAtTheEdge(int min, int max, int up, int down, int cooldown) {
        Rule row = worker().setMinReplicas(min)
                .setMaxReplicas(max)
                .setUpAbovePercent(up)
                .setDownBelowPercent(down)
                .setCooldownSeconds(cooldown)
                .build();
        assertThat(RuleWire.rule(row).max()).isEqualTo(max);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 100, 80, 40, 600, minReplicas 0",
        "-1, 100, 80, 40, 600, minReplicas -1",
        "101, 100, 80, 40, 600, minReplicas 101",
        "10, 100, 80, 80, 600, downBelowPercent 80",
        "10, 100, 40, 80, 600, downBelowPercent 80",
        "10, 100, 80, -1, 600, downBelowPercent -1",
        "10, 100, 1001, 40, 600, upAbovePercent 1001",
        "10, 100, 80, 40, 0, cooldownSeconds 0",
    })
    void refusesWhatMakesNoSense(int min, int max, int up, int down, int cooldown, String message) {
        Rule row = worker().setMinReplicas(min)
                .setMaxReplicas(max)
                .setUpAbovePercent(up)
                .setDownBelowPercent(down)
                .setCooldownSeconds(cooldown)
                .build();
        assertThatThrownBy(() -> RuleWire.rule(row))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aKindThatIsNotKnownIsRefusedWithItsOtherErrors() {
        Rule row = worker().setKind(RuleKind.UNKNOWN)
                .setMinReplicas(101)
                .setParts(List.of(new RulePart(RuleKind.UNKNOWN, Map.of())))
                .build();
        assertThatThrownBy(() -> RuleWire.rule(row))
                .hasMessageContaining("kind: there is no unknown")
                .hasMessageContaining("parts[0].kind: there is no unknown")
                .hasMessageContaining("minReplicas 101");
    }

    @Test
    void namesEveryErrorAtOnce() {
        Rule row = worker().setMinReplicas(0)
                .setDownBelowPercent(90)
                .setCooldownSeconds(-5)
                .setConfirmSeconds(0)
                .setValidSeconds(-1)
                .setMetric("gpu")
                .build();
        assertThatThrownBy(() -> RuleWire.rule(row))
                .hasMessageContaining("minReplicas")
                .hasMessageContaining("downBelowPercent")
                .hasMessageContaining("cooldownSeconds -5")
                .hasMessageContaining("confirmSeconds 0")
                .hasMessageContaining("validSeconds -1")
                .hasMessageContaining("metric gpu");
    }

    @ParameterizedTest
    @CsvSource({
        "us-east/api, us-east/api, us-east, api, true",
        "us-east/api, us-east/api, us-east, worker, false",
        "us-east/api, other/api, us-east, api, false",
        "api, api, us-east, api, false",
        "us-east/a/b, us-east/a/b, us-east, a/b, false",
        "US/api, US/api, US, api, false",
        "/api, /api, '', api, false",
    })
    void aTargetRowNamesOneTarget(String key, String id, String region, String service, boolean sound) {
        Target row = Target.newBuilder()
                .setId(id)
                .setRegion(region)
                .setService(service)
                .setRuleId("api")
                .setUpdatedAt(Instant.EPOCH)
                .build();
        if (sound) {
            TargetRows.check(key, row);
        } else {
            assertThatThrownBy(() -> TargetRows.check(key, row)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
