package io.blackroad.infra.cli.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.connect.ControlFileException;
import io.blackroad.connect.RuleSet;
import io.blackroad.connect.ShadowRules;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.AskedOptions;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.RuleCheck;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.config.SettingsException;
import io.blackroad.infra.cli.query.ServerClient;
import io.blackroad.schema.control.Rule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules shadow}. */
@Command(
        name = "shadow",
        header = "Rule sets that decide beside the real rules, on the live load, and that nobody obeys.",
        description = {
            "Without SET: what each would run now, and what really runs. With SET: what making it a shadow would write. Its "
                    + "default rule is for every real rule that it has no other for, within that one's bounds. What it decides "
                    + "is in 'decisions --target NAME@REGION/SERVICE'."
        },
        footer = {"", "Example: ./scale.sh rules shadow kpa --apply"})
public final class RulesShadowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(arity = "0..1", paramLabel = "SET", description = "A file, or the name of a shipped rule set.")
    private String set;

    @Option(names = "--apply", description = "Start it; without it nothing is written.")
    private boolean apply;

    @Option(names = "--off", description = "End the shadow of this name.")
    private boolean off;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Mixin
    private final AskedOptions asked = new AskedOptions();

    @Mixin
    private final ClusterOptions cluster;

    private final Surroundings surroundings;

    public RulesShadowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.cluster = new ClusterOptions(surroundings);
    }

    @Override
    public Integer call() {
        if (apply && off) {
            throw new ParameterException(command.commandLine(), "--apply starts a shadow, --off ends it: give one");
        }
        if (set == null && (apply || off)) {
            throw new ParameterException(command.commandLine(), "name the rule set, as in: rules shadow kpa --apply");
        }
        if (set == null) {
            compare();
            return ExitCode.DONE;
        }
        LiveRules live = new LiveRules(cluster.settings(new Flags()));
        if (off) {
            List<String> ids =
                    LiveRules.shadow(live.all(), set).stream().map(Rule::getId).toList();
            live.remove(ids).forEach(change -> surroundings.err().println("wrote " + change));
            return ExitCode.DONE;
        }
        RuleSet wanted = wanted();
        Map<String, Rule> all = live.all();
        List<Rule> rows = ShadowRules.of(wanted, LiveRules.real(all).values());
        List<String> lines = RuleDifference.of(rows, all);
        lines.forEach(surroundings.out()::println);
        if (lines.isEmpty()) {
            surroundings.err().println("no difference, nothing to write");
        } else if (apply) {
            live.write(rows).forEach(change -> surroundings.err().println("wrote " + change));
        } else {
            surroundings.err().println("nothing is written yet; --apply writes it");
        }
        return ExitCode.DONE;
    }

    private void compare() {
        Settings settings = cluster.settings(asked.addedTo(new Flags()));
        JsonNode services = ServerClient.of(settings).get("/v1/services", Map.of());
        if (json) {
            surroundings.out().println(ShadowPage.json(services));
        } else {
            ShadowPage.lines(services).forEach(surroundings.out()::println);
        }
        surroundings.out().flush();
    }

    private RuleSet wanted() {
        if (RuleSet.SHIPPED.contains(set)) {
            return RuleSet.shipped(set);
        }
        Path file = surroundings.workingDirectory().resolve(set);
        try {
            RuleSet read = RuleSet.read(file);
            RuleCheck.check(set, read.rules());
            if (read.name().equals("default")) {
                throw new SettingsException(
                        List.of(set + ": name: is missing; a shadow needs one, such as name: mine"));
            }
            return read;
        } catch (ControlFileException e) {
            throw new SettingsException(
                    List.of(e.getMessage() + "; shipped are " + String.join(", ", RuleSet.SHIPPED)));
        }
    }
}
