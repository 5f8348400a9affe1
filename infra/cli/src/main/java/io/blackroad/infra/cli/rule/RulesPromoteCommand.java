package io.blackroad.infra.cli.rule;

import io.blackroad.connect.ShadowRules;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.schema.control.Rule;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rules promote}. */
@Command(
        name = "promote",
        header = "Shows what would change if a shadow became real; --apply makes it real and ends the shadow.",
        description = {
            "Keep the rules before: './scale.sh rules get > before.yaml', and 'rules set before.yaml --apply' is the way back."
        },
        footer = {"", "Example: ./scale.sh rules promote adaptive --apply"})
public final class RulesPromoteCommand implements Callable<Integer> {
    @Parameters(arity = "1", paramLabel = "SHADOW", description = "Name of the shadow.")
    private String shadow;

    @Option(names = "--apply", description = "Write it; without it nothing is written.")
    private boolean apply;

    @Mixin
    private final ClusterOptions cluster;

    private final Surroundings surroundings;

    public RulesPromoteCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.cluster = new ClusterOptions(surroundings);
    }

    @Override
    public Integer call() {
        LiveRules live = new LiveRules(cluster.settings(new Flags()));
        Map<String, Rule> all = live.all();
        List<Rule> rows = LiveRules.shadow(all, shadow);
        List<Rule> promoted = ShadowRules.promoted(rows);
        RuleDifference.of(promoted, all).forEach(surroundings.out()::println);
        if (!apply) {
            surroundings.err().println("nothing is written yet; --apply writes it");
            return ExitCode.DONE;
        }
        live.write(promoted).forEach(change -> surroundings.err().println("wrote " + change));
        live.remove(rows.stream().map(Rule::getId).toList())
                .forEach(change -> surroundings.err().println("wrote " + change));
        return ExitCode.DONE;
    }
}
