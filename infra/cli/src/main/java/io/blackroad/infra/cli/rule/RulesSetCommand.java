package io.blackroad.infra.cli.rule;

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

/** {@code rules set}. */
@Command(
        name = "set",
        header = "Checks the rules of a file and shows what they would change; --apply changes it.",
        description = {
            "Rules that are not in the file stay as they are. Decisions name the new version from the next tick on."
        },
        footer = {"", "Example: ./scale.sh rules set worker.yaml --apply"})
public final class RulesSetCommand implements Callable<Integer> {
    @Parameters(arity = "1", paramLabel = "FILE", description = "Rules as 'rules get' prints them.")
    private Path file;

    @Option(names = "--apply", description = "Write them; without it nothing is written.")
    private boolean apply;

    @Mixin
    private final ClusterOptions cluster;

    private final Surroundings surroundings;

    public RulesSetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.cluster = new ClusterOptions(surroundings);
    }

    @Override
    public Integer call() {
        List<Rule> wanted = LiveRules.file(surroundings.workingDirectory().resolve(file));
        LiveRules live = new LiveRules(cluster.settings(new Flags()));
        List<String> lines = RuleDifference.of(wanted, live.read());
        lines.forEach(surroundings.out()::println);
        if (lines.isEmpty()) {
            surroundings.err().println("no difference, nothing to write");
        } else if (apply) {
            live.write(wanted).forEach(change -> surroundings.err().println("wrote " + change));
        } else {
            surroundings.err().println("nothing is written yet; --apply writes it");
        }
        return ExitCode.DONE;
    }
}
