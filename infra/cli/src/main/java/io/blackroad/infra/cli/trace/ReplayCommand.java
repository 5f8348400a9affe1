package io.blackroad.infra.cli.trace;

import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.AskedOptions;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.producer.replay.TraceFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}. */
@Command(
        name = "replay",
        header = "Plays a recorded trace to the running agents; prints what was decided, and the balance of the facts.",
        description = {
            "Gaps between requests are those of the trace divided by the speed; the work in them is not. A pod of openb "
                    + "becomes an agent that asks for its GPUs. Exit code 1 when a request failed or a fact is "
                    + "unaccounted for."
        },
        footer = {"", "Example: ./scale.sh replay azure-llm trace.csv --speed 60"})
public final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(
            index = "0",
            paramLabel = "FORMAT",
            converter = TraceFormats.Converter.class,
            completionCandidates = TraceFormats.Candidates.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private TraceFormat format;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE",
            description = "The trace; several are played as if they had begun together; - for standard input.")
    private List<String> files;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "How many times faster than recorded (default: ${DEFAULT-VALUE}).")
    private double speed = 1;

    @Option(
            names = "--service",
            paramLabel = "S",
            description = "Service of requests that name none (default: ${DEFAULT-VALUE}).")
    private String service = "api";

    @Mixin
    private final AskedOptions asked = new AskedOptions();

    @Mixin
    private final ClusterOptions cluster;

    private final Surroundings surroundings;

    public ReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.cluster = new ClusterOptions(surroundings);
    }

    @Override
    public Integer call() {
        TraceSource source = source();
        return new ReplayRun(cluster.settings(asked.addedTo(new Flags())), source, surroundings).run();
    }

    private TraceSource source() {
        if (!TraceSource.isSpeed(speed)) {
            throw new ParameterException(command.commandLine(), "--speed " + speed + " must be above 0");
        }
        if (files.equals(List.of(TraceSource.STANDARD_INPUT))) {
            return new TraceSource(List.of(), format, speed, service);
        }
        return new TraceSource(files.stream().map(this::path).toList(), format, speed, service);
    }

    private Path path(String file) {
        Path path = surroundings.workingDirectory().resolve(file);
        if (!TraceSource.isFile(path)) {
            throw new ParameterException(command.commandLine(), file + " is no readable file");
        }
        return path;
    }
}
