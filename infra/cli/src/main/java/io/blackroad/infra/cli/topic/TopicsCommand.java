package io.blackroad.infra.cli.topic;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.topic.Difference;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code topics}. */
@Command(
        name = "topics",
        header = "The topics of a cluster against the catalogue.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: ./scale.sh topics diff"})
public final class TopicsCommand {

    /** {@code topics diff}. */
    @Command(
            name = "diff",
            header = "Where the cluster differs from the catalogue. Exit code 1 when it does.",
            footer = {"", "Example: ./scale.sh topics diff --bootstrap-servers kafka:9092"})
    public static final class Diff implements Callable<Integer> {
        @Mixin
        private final ClusterOptions cluster;

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        private final Surroundings surroundings;

        public Diff(Surroundings surroundings) {
            this.surroundings = surroundings;
            this.cluster = new ClusterOptions(surroundings);
        }

        @Override
        public Integer call() {
            List<Difference> differences =
                    surroundings.waiting("comparing", () -> new ClusterTopics(cluster.settings(new Flags())).diff());
            if (json) {
                surroundings
                        .out()
                        .println(new ObjectMapper()
                                .valueToTree(differences.stream()
                                        .map(Difference::toString)
                                        .toList()));
            } else {
                differences.forEach(surroundings.out()::println);
                surroundings
                        .err()
                        .println(differences.isEmpty() ? "no difference" : "make them equal: ./scale.sh topics apply");
            }
            return differences.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    /** {@code topics apply}. */
    @Command(
            name = "apply",
            header = "Creates what is missing and sets what differs; deletes nothing.",
            footer = {"", "Example: ./scale.sh topics apply --bootstrap-servers kafka:9092"})
    public static final class Apply implements Callable<Integer> {
        @Mixin
        private final ClusterOptions cluster;

        private final Surroundings surroundings;

        public Apply(Surroundings surroundings) {
            this.surroundings = surroundings;
            this.cluster = new ClusterOptions(surroundings);
        }

        @Override
        public Integer call() {
            List<Difference> changed = surroundings.waiting(
                    "creating what is missing", () -> new ClusterTopics(cluster.settings(new Flags())).apply());
            changed.forEach(surroundings.out()::println);
            surroundings.err().println(changed.isEmpty() ? "nothing to change" : changed.size() + " changed");
            return ExitCode.DONE;
        }
    }
}
