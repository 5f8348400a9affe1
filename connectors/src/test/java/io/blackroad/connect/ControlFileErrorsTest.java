package io.blackroad.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each case edits the default file in one place and names every error that must follow. */
class ControlFileErrorsTest {
    private static final String API = "rules.api.";
    private static final String US_API = "us-east:  { api: { rule: api }";

    static List<Arguments> rules() {
        return List.of(
                edit("minReplicas: 5\n", "minReplicas: 60\n", API + "minReplicas: 60 is above maxReplicas 50"),
                edit("minReplicas: 5\n", "minReplicas: -5\n", API + "minReplicas: -5 is below 1"),
                edit("minReplicas: 5\n", "minReplicas: 0\n", API + "minReplicas: 0 is below 1"),
                edit(
                        "minReplicas: 5\n",
                        "minReplicas: 5.5\n",
                        API + "minReplicas: a whole number is expected, not \"5.5\""),
                edit(
                        "minReplicas: 5\n",
                        "minReplicas: \"5\"\n",
                        API + "minReplicas: a whole number is expected, not \"5\""),
                edit(
                        "minReplicas: 5\n",
                        "minReplicas: 017\n",
                        API + "minReplicas: a whole number is expected, not \"017\""),
                edit(
                        "minReplicas: 5\n",
                        "minReplicas: [5]\n",
                        API + "minReplicas: a single value is expected, not a list"),
                edit(
                        "minReplicas: 5\n",
                        "minReplicas:\n",
                        API + "minReplicas: a single value is expected, not nothing"),
                edit("    minReplicas: 5\n", "", API + "minReplicas: is missing"),
                edit(
                        "maxReplicas: 50\n",
                        "maxReplicas: 99999999999\n",
                        API + "maxReplicas: 99999999999 is above 100000"),
                edit("upAbovePercent: 70", "upAbovePercent: 101", API + "upAbovePercent: 101 is above 100"),
                edit("downBelowPercent: 30", "downBelowPercent: -1", API + "downBelowPercent: -1 is below 0"),
                edit(
                        "downBelowPercent: 30",
                        "downBelowPercent: 70",
                        API + "downBelowPercent: 70 is not below upAbovePercent 70; leave a band between them"),
                edit("cooldownSeconds: 300", "cooldownSeconds: 0", API + "cooldownSeconds: 0 is below 1"),
                edit(
                        "maxReplicas: 50\n",
                        "maxReplica: 50\n",
                        API + "maxReplicas: is missing",
                        API + "maxReplica: is not known here; did you mean maxReplicas?"),
                edit(
                        "kind: guide\n    minReplicas: 5\n",
                        "kind: giude\n    minReplicas: 5\n",
                        API + "kind: there is no \"giude\"; did you mean guide?"),
                edit(
                        "cooldownSeconds: 300",
                        "cooldownSeconds: 300\n    metric: disk",
                        API + "metric: there is no \"disk\"; use one of cpu, memory"),
                edit(
                        "cooldownSeconds: 300",
                        "cooldownSeconds: 300\n    pauseUp: yes",
                        API + "pauseUp: true or false is expected, not \"yes\""),
                edit(
                        "cooldownSeconds: 300",
                        "cooldownSeconds: 300\n    validSeconds: 0",
                        API + "validSeconds: 0 is below 1"),
                edit(
                        "cooldownSeconds: 300",
                        "cooldownSeconds: 300\n    minReplicas: 6",
                        API + "minReplicas: is there twice, first on line 26; remove one"),
                edit(
                        "  gpu:\n    kind",
                        "  apu:\n    kind",
                        "rules.apu: there is no service \"apu\"; did you mean api?",
                        "targets.us-east.gpu.rule: there is no rule \"gpu\"; did you mean apu?",
                        "targets.eu-west.gpu.rule: there is no rule \"gpu\"; did you mean apu?",
                        "targets.ap-south.gpu.rule: there is no rule \"gpu\"; did you mean apu?"),
                edit(
                        "  api:\n    kind: guide",
                        "  api: 5\n  us-eats/api:\n    kind: guide",
                        "rules.api: a map is expected, not \"5\"",
                        API + "kind: is missing",
                        API + "minReplicas: is missing",
                        API + "maxReplicas: is missing",
                        API + "upAbovePercent: is missing",
                        API + "downBelowPercent: is missing",
                        API + "cooldownSeconds: is missing",
                        "rules.us-eats/api: there is no region \"us-eats\"; did you mean us-east?"));
    }

    static List<Arguments> places() {
        return List.of(
                edit(
                        "us-east:  { url",
                        "US_East:  { url",
                        "regions.US_East: the name must be 1 to 63 of a-z, 0-9 and -",
                        "workers.US_East: is missing; every region has workers, count: 0 for none",
                        "workers.us-east: there is no region \"us-east\"; did you mean US_East?",
                        "gpuNodes.us-east: there is no region \"us-east\"; did you mean US_East?",
                        "targets.us-east: there is no region \"us-east\"; did you mean US_East?"),
                edit(
                        "us-east:  { url: \"https://us",
                        "us-east:  { url: \"ftp://us",
                        "regions.us-east.url: an address as in https://us-east.example.com is expected, not \"ftp://us-east.api.blackroad.io\""),
                edit("us-east:  { url", "us-east:  { weight: 0, url", "regions.us-east.weight: 0 is below 1"),
                edit("us-east:  { count: 20", "us-east:  { count: -1", "gpuNodes.us-east.count: -1 is below 0"),
                edit(
                        "us-east:  { count: 20, card: h100",
                        "us-east:  { count: 20, card: H100",
                        "gpuNodes.us-east.card: the name must be 1 to 63 of a-z, 0-9 and -, not \"H100\""),
                edit(
                        "fleet: { monthly",
                        "us-east/apo: { monthly",
                        "budgets.us-east/apo: there is no service \"apo\"; did you mean api?"),
                edit(
                        "fleet: { monthly",
                        "flet: { monthly",
                        "budgets.flet: there is no service \"flet\"; use one of api, gpu, worker"),
                edit("us-east:  { count: 50", "us-east:  { count: -1", "workers.us-east.count: -1 is below 0"),
                edit(
                        "us-east:  { count: 50",
                        "us-east:  { count: 10001",
                        "workers.us-east.count: 10001 is above 10000"),
                edit(
                        "  us-east:  { count: 50, cpuMillis: 8000, memoryGb: 32 }\n",
                        "",
                        "workers.us-east: is missing; every region has workers, count: 0 for none"),
                edit(
                        "displayName: API Pods,   ",
                        "displayName: 12,",
                        "services.api.displayName: text is expected, not 12; put it in quotes if it is meant"),
                edit(
                        "displayName: API Pods,   ",
                        "displayName: \"a\\e[2Jb\",",
                        "services.api.displayName: text must be 1 to 63 visible characters on one line, not \"a?[2Jb\""),
                edit(
                        "displayName: API Pods,   ",
                        "displayName: \"\",",
                        "services.api.displayName: text must be 1 to 63 visible characters on one line, not \"\""),
                edit(
                        "replicaDollarsPerHour: 0.222",
                        "replicaDollarsPerHour: -0.222",
                        "services.worker.replicaDollarsPerHour: -0.222 is below 0"),
                edit(
                        "replicaDollarsPerHour: 0.222",
                        "replicaDollarsPerHour: 1000000.1",
                        "services.worker.replicaDollarsPerHour: 1000000.1 is above $1,000,000 an hour; write dollars a unit"),
                edit(
                        US_API,
                        "us-east:  { api: { rule: worke }",
                        "targets.us-east.api.rule: there is no rule \"worke\"; did you mean worker?"),
                edit(
                        US_API,
                        "us-east:  { apj: { rule: api }",
                        "targets.us-east.apj: there is no service \"apj\"; did you mean api?"),
                edit(US_API, "us-east:  { api: { }", "targets.us-east.api.rule: is missing"),
                edit(
                        US_API,
                        "us-west:  { api: { rule: api }",
                        "targets.us-west: there is no region \"us-west\"; did you mean eu-west?"),
                edit(
                        "rules:\n",
                        rule("us-east/api"),
                        "targets.us-east.api.rule: \"api\" would be hidden by rule us-east/api, which is for this target alone; name that one or remove it"),
                editTwice(
                        "rules:\n",
                        rule("eu-west/gpu"),
                        US_API,
                        "us-east:  { api: { rule: eu-west/gpu }",
                        "targets.us-east.api.rule: \"eu-west/gpu\" is the rule of another target",
                        "targets.eu-west.gpu.rule: \"gpu\" would be hidden by rule eu-west/gpu, which is for this target alone; name that one or remove it"));
    }

    static List<Arguments> money() {
        return List.of(
                edit(
                        "dollars: 0.000463,",
                        "dollars: 0.0004630001,",
                        "prices[0].dollars: 0.0004630001 is not exact in billionths of a dollar, or above 9 billion; write at most nine digits after the point"),
                edit("dollars: 0.000463,", "dollars: -1,", "prices[0].dollars: -1 is below 0"),
                edit(
                        "dollars: 0.000463,",
                        "dollars: 99999999999,",
                        "prices[0].dollars: 99999999999 is not exact in billionths of a dollar, or above 9 billion; write at most nine digits after the point"),
                edit(
                        "dollars: 0.000463,",
                        "dollars: 166.666666667,",
                        "prices[0].dollars: 166.666666667 is above $10,000 an hour; write dollars a unit"),
                edit(
                        "dollars: 0.000463,",
                        "dollars: 5e-7,",
                        "prices[0].dollars: dollars as in 0.000463 are expected, not \"5e-7\""),
                edit("item: vcpu,", "item: vcpus,", "prices[0].item: there is no \"vcpus\"; did you mean vcpu?"),
                edit("unit: hour,", "unit: hours,", "prices[2].unit: there is no \"hours\"; did you mean hour?"),
                edit(
                        "provider: railway,    item: vcpu,",
                        "provider: Rail way,    item: vcpu,",
                        "prices[0].provider: the name must be 1 to 63 of a-z, 0-9 and -, not \"Rail way\""),
                edit(
                        "unit: hour,   validFrom: 2026-01-01",
                        "unit: hour,   validFrom: 2026-02-30",
                        "prices[2].validFrom: a day as in 2026-01-31 is expected, not \"2026-02-30\""),
                edit(
                        "item: memory-gb,",
                        "item: vcpu,",
                        "prices[1].item: has the provider, item and day of prices[0]; remove one"),
                edit(
                        "maxAgents: 1000\n",
                        "maxAgents: 100\n",
                        "phases.alpha.maxAgents: 100 is not above the 100 of development, the phase before"),
                edit(
                        "monthlyBudgetDollars: 500\n",
                        "monthlyBudgetDollars: -500\n",
                        "phases.alpha.monthlyBudgetDollars: -500 is below 0"),
                edit("    active: true\n", "", "phases: none is active; set active: true on exactly one"),
                edit(
                        "monthlyBudgetDollars: 5000\n",
                        "monthlyBudgetDollars: 5000\n    active: true\n",
                        "phases: ga and scale are active; set active: true on exactly one"),
                edit(
                        "date: now",
                        "date: 2026-Q5",
                        "phases.development.date: now or a quarter as in 2026-Q1 is expected, not \"2026-Q5\""),
                edit(
                        "architecture: single-node",
                        "architecture: Single Node",
                        "phases.development.architecture: the name must be 1 to 63 of a-z, 0-9 and -, not \"Single Node\""),
                edit(
                        "{ name: api,      count: 2, ",
                        "{ name: worker,   count: 0, ",
                        "phases.alpha.resources[0].count: 0 is below 1",
                        "phases.alpha.resources[1].name: there is worker already; one row a name"),
                edit(
                        "{ name: redis,    count: 1,   memoryGb: 2,",
                        "{ name: redi,     count: 1,   memoryGB: 2,",
                        "phases.alpha.resources[4].name: there is no \"redi\"; did you mean redis?",
                        "phases.alpha.resources[4].memoryGB: is not known here; did you mean memoryGb?"));
    }

    static List<Arguments> alerts() {
        return List.of(
                edit(
                        "  AgentCountLow:     { threshold: 80, ",
                        "  AgentCountLo:      { threshold: -1, ",
                        "alerts.AgentCountLo: there is no alert \"AgentCountLo\"; did you mean AgentCountLow?",
                        "alerts.AgentCountLo.threshold: -1 is below 0"),
                edit(
                        "severity: critical",
                        "severity: critica, enable: true",
                        "alerts.TaskQueueBacklog.severity: there is no \"critica\"; did you mean critical?",
                        "alerts.TaskQueueBacklog.enable: is not known here; did you mean enabled?"),
                edit("forSeconds: 1800 }", "}", "alerts.GPUUtilizationLow.forSeconds: is missing"));
    }

    static List<Arguments> shapes() {
        return List.of(
                whole("", "the file is empty"),
                whole("# nothing\n", "the file is empty"),
                whole("a: [", "not YAML: expected the node content, but found '<stream end>'"),
                whole("a: 1\n---\nb: 2\n", "not YAML: but found another document"),
                whole("a: \"\\u", "not YAML: a \\x, \\u or \\U in double quotes gives no character"),
                whole("a: \"\\UFFFFFFFF\"", "not YAML: a \\x, \\u or \\U in double quotes gives no character"),
                edit(
                        "\nphases:\n",
                        "\nphase:\n",
                        "phases: is missing",
                        "phase: is not known here; did you mean phases?"),
                edit(
                        "services:\n",
                        "services: []\nzzz: 1\nothers:\n",
                        "services: a map is expected, not an empty list",
                        "zzz: is not known here; use one of alerts, budgets, gpuNodes, phases, prices, regions, rules, services, targets, workers",
                        "others: is not known here; use one of alerts, budgets, gpuNodes, phases, prices, regions, rules, services, targets, workers"),
                edit(
                        "services:\n",
                        "services: {}\n? [a]\n: {}\nservice:\n",
                        "services: is empty; at least one row is needed",
                        "a key must be a word, not a list",
                        "service: is not known here; did you mean services?"),
                edit(
                        "\nprices:\n",
                        "\nprices: []\nphasis:\n",
                        "prices: a list of at least one row is expected, not an empty list",
                        "phasis: is not known here; did you mean phases?"));
    }

    @ParameterizedTest
    @MethodSource({"rules", "places", "money", "alerts", "shapes"})
    void eachMistakeIsNamedAndNothingElse(String text, List<String> expected) {
        ControlFileException refusal = refusal(text);

        assertThat(refusal.errors())
                .extracting(error -> error.path().isEmpty() ? error.problem() : error.path() + ": " + error.problem())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyErrorIsNamedAtOnceWithItsLine() {
        ControlFileException refusal = refusal(ControlFile.defaultText()
                .replace("minReplicas: 5\n", "minReplicas: 60\n")
                .replace("rule: gpu", "rule: gpus")
                .replace("cooldownSeconds: 600", "cooldownSecond: 600"));

        assertThat(refusal).hasMessage("""
                test.yaml: 6 errors
                  rules.api.minReplicas: 60 is above maxReplicas 50 (line 26)
                  rules.worker.cooldownSeconds: is missing (line 32)
                  rules.worker.cooldownSecond: is not known here; did you mean cooldownSeconds? (line 37)
                  targets.us-east.gpu.rule: there is no rule "gpus"; did you mean gpu? (line 48)
                  targets.eu-west.gpu.rule: there is no rule "gpus"; did you mean gpu? (line 49)
                  targets.ap-south.gpu.rule: there is no rule "gpus"; did you mean gpu? (line 50)""".stripIndent());
    }

    @Test
    void aThresholdMayBeAHundred() {
        String text = ControlFile.defaultText().replace("upAbovePercent: 90", "upAbovePercent: 100");

        assertThat(ControlFile.parse("test.yaml", text).rules().get(2).getUpAbovePercent())
                .isEqualTo(100);
    }

    @Test
    void aRegionWhoseRowsWouldHaveTooLongNamesIsRefused() {
        String longest = "r".repeat(55);
        ControlFileException refusal = refusal(ControlFile.defaultText().replace("us-east", longest));

        assertThat(refusal.errors())
                .extracting(error -> error.path() + ": " + error.problem())
                .containsExactly("workers." + longest + ".count: the last would be called \"" + longest
                        + "-worker-...\", which is longer than 63; shorten the name of the region");
    }

    @Test
    void aKeyThatPlaysWithTheTerminalIsDefused() {
        ControlFileException refusal =
                refusal(ControlFile.defaultText() + "\n\"x\\e[31m\\n\\x9b31m\\u202erules\": 1\n");

        assertThat(refusal.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.path()).isEqualTo("x?[31m??31m?rules"));
    }

    private static ControlFileException refusal(String text) {
        return catchThrowableOfType(ControlFileException.class, () -> ControlFile.parse("test.yaml", text));
    }

    private static String rule(String id) {
        return "rules:\n  " + id + ": { kind: guide, minReplicas: 1, maxReplicas: 2, upAbovePercent: 70,"
                + " downBelowPercent: 30, cooldownSeconds: 1 }\n";
    }

    private static Arguments edit(String from, String to, String... expected) {
        return Arguments.of(edited(ControlFile.defaultText(), from, to), List.of(expected));
    }

    private static Arguments editTwice(String from, String to, String from2, String to2, String error, String error2) {
        String once = edited(ControlFile.defaultText(), from, to);
        return Arguments.of(edited(once, from2, to2), List.of(error, error2));
    }

    private static Arguments whole(String text, String expected) {
        return Arguments.of(text, List.of(expected));
    }

    private static String edited(String text, String from, String to) {
        assertThat(text).contains(from);
        int at = text.indexOf(from);
        return text.substring(0, at) + to + text.substring(at + from.length());
    }
}
