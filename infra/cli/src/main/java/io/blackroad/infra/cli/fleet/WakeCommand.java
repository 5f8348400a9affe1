package io.blackroad.infra.cli.fleet;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.process.Alone;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.producer.sdk.Agent;
import io.blackroad.producer.sdk.AgentClient;
import io.blackroad.producer.sdk.AgentClientConfig;
import io.blackroad.producer.sdk.AgentClientException;
import io.blackroad.producer.sdk.AgentDescription;
import io.blackroad.producer.sdk.InvalidSettingsException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wake}. */
@Command(
        name = "wake",
        header = "One agent that heartbeats until Ctrl-C.",
        footer = {"", "Example: ./scale.sh wake llama3.2 ada --service api --region us-east --memory 2"})
public final class WakeCommand implements Callable<Integer> {
    private static final double BYTES_A_GB = 1e9;
    private static final double MOST_GB = 100_000;

    /** What an agent asks for when nobody says otherwise: half a core. */
    private static final int CPU_MILLIS = 500;

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "MODEL", description = "Model that it runs, for example llama3.2.")
    private String model;

    @Parameters(index = "1", paramLabel = "NAME", description = "Its id.")
    private String name;

    @Option(names = "--service", paramLabel = "S", description = "Its service (default: ${DEFAULT-VALUE}).")
    private String service = "api";

    @Option(names = "--region", paramLabel = "R", description = "Its region (default: ${DEFAULT-VALUE}).")
    private String region = "us-east";

    @Option(names = "--memory", paramLabel = "GB", description = "Memory that it requests (default: ${DEFAULT-VALUE}).")
    private double memory = 1;

    @Mixin
    private final ClusterOptions cluster;

    private final Surroundings surroundings;

    public WakeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.cluster = new ClusterOptions(surroundings);
    }

    @Override
    public Integer call() {
        AgentDescription description = description();
        Settings settings = cluster.settings(new Flags());
        return new Alone(surroundings).run(steps -> start(settings, description, steps));
    }

    private AgentDescription description() {
        if (!(memory > 0 && memory <= MOST_GB)) {
            throw new ParameterException(
                    command.commandLine(), "--memory " + memory + " must be above 0 and at most " + (int) MOST_GB);
        }
        try {
            return AgentDescription.of(name, region, service)
                    .withModel(model)
                    .requesting(CPU_MILLIS, Math.round(memory * BYTES_A_GB), 0);
        } catch (InvalidSettingsException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private Part start(Settings settings, AgentDescription description, Steps steps) {
        Steps.Step step = steps.begin(name, "registering with " + settings.bootstrapServers());
        try {
            AgentClient client =
                    AgentClient.connect(AgentClientConfig.of(settings.bootstrapServers(), Registries.client(settings))
                            .withClientId("wake-" + name)
                            .withKafka(settings.kafka()));
            Agent agent = client.wake(description);
            agent.idle();
            client.flush();
            step.done("awake");
            return Part.here(name, Optional::empty, () -> {
                agent.stop();
                client.close();
            });
        } catch (AgentClientException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }
}
