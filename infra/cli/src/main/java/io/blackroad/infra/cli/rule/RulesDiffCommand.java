package io.blackroad.infra.cli.rule;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.schema.control.Rule;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rules diff}. */
@Command(
        name = "diff",
        header = "Where the rules of a file differ from the live ones. Exit code 1 when they do.",
        footer = {"", "Example: ./scale.sh rules diff worker.yaml"})
public final class RulesDiffCommand implements Callable<Integer> {
    @Parameters(arity = "1", paramLabel = "FILE", description = "Rules as 'rules get' prints them.")
    private Path file;

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
        List<Rule> wanted = LiveRules.file(surroundings.workingDirectory().resolve(file));
        LiveRules live = new LiveRules(cluster.settings(new Flags()));
        List<String> lines = RuleDifference.of(wanted, live.read());
        if (json) {
            surroundings.out().println(new ObjectMapper().valueToTree(lines));
        } else {
            lines.forEach(surroundings.out()::println);
            surroundings
                    .err()
                    .println(lines.isEmpty() ? "no difference" : "make them so: ./scale.sh rules set FILE --apply");
        }
        return lines.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
