package io.blackroad.infra.cli.rule;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.connect.RuleText;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.schema.control.Rule;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rules get}. */
@Command(
        name = "get",
        header = "The live rules, or one of them, as a file for 'rules set'.",
        footer = {"", "Example: ./scale.sh rules get worker"})
public final class RulesGetCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "A service, or region/service (default: all).")
    private String id;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Mixin
    private final ClusterOptions cluster;

    private final Surroundings surroundings;

    public RulesGetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.cluster = new ClusterOptions(surroundings);
    }

    @Override
    public Integer call() {
        Map<String, Rule> live = new LiveRules(cluster.settings(new Flags())).read();
        Collection<Rule> rules = id == null ? live.values() : List.of(LiveRules.one(live, id));
        if (json) {
            surroundings
                    .out()
                    .println(JSON.valueToTree(
                            rules.stream().map(RulesGetCommand::json).toList()));
        } else {
            RuleText.file(rules).forEach(surroundings.out()::println);
        }
        return ExitCode.DONE;
    }

    private static ObjectNode json(Rule rule) {
        ObjectNode node = JSON.createObjectNode()
                .put("id", rule.getId())
                .put("kind", rule.getKind().name().toLowerCase(Locale.ROOT))
                .put("version", rule.getVersion())
                .put("minReplicas", rule.getMinReplicas())
                .put("maxReplicas", rule.getMaxReplicas())
                .put("metric", rule.getMetric())
                .put("upAbovePercent", rule.getUpAbovePercent())
                .put("downBelowPercent", rule.getDownBelowPercent())
                .put("cooldownSeconds", rule.getCooldownSeconds())
                .put("pauseUp", rule.getPauseUp())
                .put("pauseDown", rule.getPauseDown())
                .put("confirmSeconds", rule.getConfirmSeconds())
                .put("validSeconds", rule.getValidSeconds())
                .put("updatedAt", rule.getUpdatedAt().toString());
        node.set("parameters", JSON.valueToTree(rule.getParameters()));
        node.set(
                "parts",
                JSON.valueToTree(rule.getParts().stream()
                        .map(part -> Map.of(
                                "kind",
                                part.getKind().name().toLowerCase(Locale.ROOT),
                                "parameters",
                                part.getParameters()))
                        .toList()));
        return node;
    }
}
