package io.blackroad.infra.cli.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.connect.ControlFile;
import io.blackroad.connect.RuleSet;
import io.blackroad.connect.ShadowRules;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.World;
import io.blackroad.schema.control.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowPageTest {
    @Test
    void aShadowStandsBesideWhatRuns() throws IOException {
        var services = new ObjectMapper().readTree("""
                {"items": [{"id": "us-east/api", "replicas": 12, "shadows": [
                  {"name": "adaptive", "replicas": 9, "lastDecision": null, "bill":
                    {"replicaHours": 9.5, "realReplicaHours": 12.25, "nanoDollars": 0, "realNanoDollars": 0}},
                  {"name": "kpa", "replicas": null, "lastDecision":
                    {"decidedAt": "2026-03-01T10:15:00Z", "direction": "UP", "reason": "why"}, "bill":
                    {"replicaHours": 2, "realReplicaHours": 4, "nanoDollars": 1500000000, "realNanoDollars": 3000000000}
                  }]},
                  {"id": "us-east/gpu", "replicas": 2, "shadows": []}]}
                """);
        assertThat(ShadowPage.lines(services)).hasSize(3).satisfies(lines -> {
            assertThat(lines.get(1)).matches("us-east/api +adaptive +12 +9 +12.3 rh +9.5 rh +-");
            assertThat(lines.get(2)).matches("us-east/api +kpa +12 +- +\\$3.00 +\\$1.50 +2026-03-01T10:15:00Z UP: why");
        });
    }

    @Test
    void theDefaultRuleOfASetStandsInForEachRealRuleWithinItsBounds() {
        List<Rule> real = ControlFile.defaults().rules();
        List<Rule> rows = ShadowRules.of(RuleSet.shipped("adaptive"), real);

        assertThat(rows).hasSameSizeAs(real);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).getId()).isEqualTo("@adaptive/" + real.get(i).getId());
            assertThat(rows.get(i).getMinReplicas()).isEqualTo(real.get(i).getMinReplicas());
            assertThat(rows.get(i).getMaxReplicas()).isEqualTo(real.get(i).getMaxReplicas());
        }
        assertThat(ShadowRules.promoted(rows))
                .extracting(Rule::getId)
                .isEqualTo(real.stream().map(Rule::getId).toList());
    }

    @Test
    void wrongUsageIsNamed(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("nameless.yaml"), "rules:\n  api: { kind: pool, minReplicas: 1, maxReplicas: 9 }\n");
        World world = new World(folder);
        assertThat(world.run("rules", "shadow", "kpa", "--apply", "--off")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(world.run("rules", "shadow", "--off")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(world.run("rules", "shadow", "kap")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(world.run("rules", "shadow", "nameless.yaml")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(world.err()).contains("a shadow needs one");
    }
}
