package io.blackroad.infra.cli.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.connect.RuleSet;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.World;
import io.blackroad.infra.cli.config.RuleCheck;
import io.blackroad.schema.control.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesCommandTest {
    @TempDir
    Path folder;

    static List<String> shipped() {
        return RuleSet.SHIPPED;
    }

    @Test
    void aFileWithMistakesIsRefusedWithAllOfThemBeforeAnybodyIsAsked() throws IOException {
        Files.writeString(folder.resolve("bad.yaml"), """
                rules:
                  api: { kind: target, minReplicas: 1, maxReplicas: 9, parameters: { targetPercnt: 60, mode: hap } }
                  worker: { kind: panic, minReplicas: 5, maxReplicas: 3 }
                """);
        World world = new World(folder);
        assertThat(world.run("rules", "set", "bad.yaml")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(world.err()).contains("minReplicas").doesNotContain("reached");

        Files.writeString(folder.resolve("bad.yaml"), """
                rules:
                  api: { kind: target, minReplicas: 1, maxReplicas: 9, parameters: { targetPercnt: 60, mode: hap } }
                """);
        assertThat(new World(folder).run("rules", "diff", "bad.yaml")).isEqualTo(ExitCode.WRONG_USAGE);
        World again = new World(folder);
        again.run("rules", "diff", "bad.yaml");
        assertThat(again.err())
                .contains("rules.api.parameters.targetPercnt: is not known here; did you mean targetPercent?")
                .contains("rules.api.parameters.mode: there is no hap; did you mean hpa?");
    }

    @Test
    void theDefaultOfABacktestIsNoLiveRule() throws IOException {
        Files.writeString(folder.resolve("kpa.yaml"), RuleSet.shippedText("kpa"));
        World world = new World(folder);
        assertThat(world.run("rules", "set", "kpa.yaml")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(world.err()).contains("rules.default is for backtests");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedRuleSetIsRight(String name) {
        RuleCheck.check(name, RuleSet.shipped(name).rules());
    }

    @Test
    void aDifferenceIsShownLineByLine() {
        Rule live = RuleSet.shipped("kpa").rules().get(0);
        Rule wanted = Rule.newBuilder(live).setMaxReplicas(7).setPauseUp(true).build();
        assertThat(RuleDifference.of(List.of(wanted), Map.of("default", live)))
                .containsExactly(
                        "default (version 0)", "  - maxReplicas: 1000", "  + maxReplicas: 7", "  + pauseUp: true");
        assertThat(RuleDifference.of(List.of(live), Map.of("default", live))).isEmpty();
    }

    @Test
    void withoutAClusterItSaysWhatToDo() {
        World world = new World(folder);
        assertThat(world.run("rules", "get", "--bootstrap-servers=127.0.0.1:1")).isEqualTo(ExitCode.FAILED);
        assertThat(world.err()).contains("./scale.sh up");
    }
}
