package io.blackroad.infra.cli.topic;

import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Setting;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.topic.Grants;
import io.blackroad.topic.Part;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code topics acls}. */
@Command(
        name = "acls",
        header = "What a part needs of a Kafka with access control, from the catalogue.",
        description = {
            "Prints the commands of Kafka's own tool that grant it, and asks no cluster; --strimzi prints a KafkaUser "
                    + "instead, and --apply grants it right away."
        },
        footer = {"", "Example: ./scale.sh topics acls gateway --principal User:gateway"})
public final class TopicAclsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(
            paramLabel = "PART",
            description =
                    "streams, gateway, controller, history, memory, traces, connect, preparation (makes topics) or reader.")
    private String part;

    @Option(
            names = "--principal",
            paramLabel = "TYPE:NAME",
            description = "Who gets it, as Kafka calls them (default: User:PART).")
    private String principal;

    @Option(
            names = "--application-id",
            paramLabel = "NAME",
            description = "Of the streams part (default: blackroad-streams).")
    private String applicationId;

    @Option(names = "--strimzi", description = "Print a KafkaUser of the Strimzi operator.")
    private boolean strimzi;

    @Option(names = "--apply", description = "Grant it in the cluster, as whoever --kafka-config says.")
    private boolean apply;

    @Mixin
    private final ClusterOptions cluster;

    private final Surroundings surroundings;

    public TopicAclsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.cluster = new ClusterOptions(surroundings);
    }

    @Override
    public Integer call() {
        Part wanted = Part.of(part)
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "PART '" + part + "' is none: write "
                                + Arrays.stream(Part.values()).map(Part::label).collect(Collectors.joining(", "))));
        Settings settings =
                cluster.settings(new Flags().with(Setting.APPLICATION_ID, applicationId, "--application-id"));
        String who = principal == null ? "User:" + wanted.label() : principal;
        List<AclBinding> bindings = bindings(wanted, who, settings);
        if (apply) {
            new ClusterTopics(settings).grant(bindings);
            surroundings.err().println(bindings.size() + " granted to " + who + ", which " + wanted.duty());
        } else if (strimzi) {
            surroundings.out().print(AccessLists.strimzi(who.substring(who.indexOf(':') + 1), "kafka", bindings));
        } else {
            AccessLists.commands(bindings, settings.bootstrapServers()).forEach(surroundings.out()::println);
        }
        surroundings.out().flush();
        return ExitCode.DONE;
    }

    private List<AclBinding> bindings(Part wanted, String who, Settings settings) {
        try {
            return Grants.of(wanted, who, settings.applicationId());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--principal: " + e.getMessage());
        }
    }
}
