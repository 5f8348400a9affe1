package io.blackroad.infra.cli.rule;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.connect.ShadowRules;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.schema.control.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rules diff}. */
@Command(
        name = "diff",
        header = "Where the rules of a file, or of a shadow, differ from the live ones. Exit code 1 when they do.",
        footer = {"", "Example: ./scale.sh rules diff worker.yaml"})
public final class RulesDiffCommand implements Callable<Integer> {
    @Parameters(
            arity = "1",
            paramLabel = "FILE",
            description = "Rules as 'rules get' prints them, or the name of a shadow.")
    private String file;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Mixin
    private final ClusterOptions cluster;

    private final Surroundings surroundings;

    public RulesDiffCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.cluster = new ClusterOptions(surroundings);
    }

    @Override
    public Integer call() {
        Path path = surroundings.workingDirectory().resolve(file);
        LiveRules live = new LiveRules(cluster.settings(new Flags()));
        boolean isFile = Files.exists(path) || file.contains(".") || file.contains("/");
        List<Rule> wanted = isFile ? LiveRules.file(path) : null;
        Map<String, Rule> all = live.all();
        List<String> lines = RuleDifference.of(
                isFile ? wanted : ShadowRules.promoted(LiveRules.shadow(all, file)), LiveRules.real(all));
        if (json) {
            surroundings.out().println(new ObjectMapper().valueToTree(lines));
        } else {
            lines.forEach(surroundings.out()::println);
            surroundings
                    .err()
                    .println(
                            lines.isEmpty()
                                    ? "no difference"
                                    : isFile
                                            ? "make them so: ./scale.sh rules set FILE --apply"
                                            : "make them so: ./scale.sh rules promote " + file + " --apply");
        }
        return lines.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
