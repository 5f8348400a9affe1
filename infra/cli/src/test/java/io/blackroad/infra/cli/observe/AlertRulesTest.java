package io.blackroad.infra.cli.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertRulesTest {
    private static final Path RUNBOOK = Path.of(System.getProperty("blackroad.root", "../.."), "infra/docs/runbook.md");

    @Test
    void theGuidesThreeAreAsInTheGuide() {
        Map<String, String> waits = new HashMap<>();
        RuleFile.alerts().forEach(rule -> waits.put((String) rule.get("alert"), (String) rule.get("for")));
        assertThat(waits)
                .containsEntry("AgentCountLow", "5m")
                .containsEntry("TaskQueueBacklog", "10m")
                .containsEntry("GPUUtilizationLow", "30m");
    }

    @Test
    void everyRuleAsksForWhatIsShown() {
        assertThat(RuleFile.rules()).isNotEmpty().allSatisfy(rule -> {
            String query = (String) rule.get("expr");
            assertThat(Promql.unknown(query, MetricList.of(), RuleFile.recorded()))
                    .as(query)
                    .isEmpty();
        });
    }

    @Test
    void everyAlertHasAnEntryInTheRunbookAndNoEntryIsLeftOver() throws IOException {
        List<String> entries = Files.readAllLines(RUNBOOK).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
        assertThat(RuleFile.alerts()).extracting(rule -> rule.get("alert")).isEqualTo(entries);
        assertThat(RuleFile.alerts()).allSatisfy(rule -> {
            String name = (String) rule.get("alert");
            assertThat(rule.get("annotations").toString())
                    .contains("runbook=infra/docs/runbook.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(rule.get("labels").toString()).matches("\\{severity=(warning|critical)}");
        });
    }

    @Test
    void everyAlertIsShownToFireAndToStaySilent() {
        Map<String, Integer> fires = new HashMap<>();
        Map<String, Integer> silences = new HashMap<>();
        RuleFile.maps(RuleFile.yaml("rules.test.yaml").get("tests")).stream()
                .flatMap(test -> RuleFile.maps(test.get("alert_rule_test")).stream())
                .forEach(look -> {
                    boolean silent = ((List<?>) look.get("exp_alerts")).isEmpty();
                    (silent ? silences : fires).merge((String) look.get("alertname"), 1, Integer::sum);
                });
        assertThat(RuleFile.alerts())
                .extracting(rule -> (String) rule.get("alert"))
                .allSatisfy(alert -> {
                    assertThat(fires).containsKey(alert);
                    assertThat(silences).containsKey(alert);
                });
    }

    @Test
    void theyFireAndStaySilentInPrometheusItself() throws Exception {
        Promtool.passes("check", "rules", RuleFile.FOLDER.resolve("rules.yaml").toString());
        Promtool.passes(
                "test", "rules", RuleFile.FOLDER.resolve("rules.test.yaml").toString());
    }

    @Test
    void whatNobodyShowsIsFound() {
        Map<String, Metric> shown = Map.of(
                "blackroad_facts_total", new Metric("blackroad_facts_total", "counter", Set.of("verdict"), "Facts."));
        assertThat(Promql.unknown(
                        "sum by (topic) (rate(blackroad_facts_total{verdict=\"late\",shade=~\"x\",job=\"y\"}[5m]))"
                                + " > blackroad_fact and blackroad:late:rate > 1",
                        shown,
                        Set.of("blackroad:late:rate")))
                .containsExactly("blackroad_facts_total{shade}", "blackroad_fact", "by (topic)");
    }
}
