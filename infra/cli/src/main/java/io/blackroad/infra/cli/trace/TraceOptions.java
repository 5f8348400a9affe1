package io.blackroad.infra.cli.trace;

import io.blackroad.infra.cli.Surroundings;
import io.blackroad.producer.replay.TraceFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A recorded trace that drives the fleet in place of the built-in workload. */
public final class TraceOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Drive the fleet by a recorded trace instead of the built-in workload.")
    private Path trace;

    @Option(
            names = "--format",
            paramLabel = "F",
            converter = TraceFormats.Converter.class,
            completionCandidates = TraceFormats.Candidates.class,
            description = "Format of the trace: ${COMPLETION-CANDIDATES}.")
    private TraceFormat format;

    @Option(names = "--speed", paramLabel = "X", description = "How many times faster than recorded (default: 1).")
    private Double speed;

    @Option(
            names = "--service",
            paramLabel = "S",
            description = "Service of requests of the trace that name none (default: api).")
    private String service;

    private final Surroundings surroundings;

    public TraceOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The trace that was asked for, if one was. */
    public Optional<TraceSource> source() {
        if (trace == null) {
            if (format != null || speed != null || service != null) {
                throw wrong("--format, --speed and --service belong to a trace: add --trace FILE");
            }
            return Optional.empty();
        }
        if (format == null) {
            throw wrong("--trace needs its format: add --format F");
        }
        Path file = surroundings.workingDirectory().resolve(trace);
        if (!TraceSource.isFile(file)) {
            throw wrong("--trace " + trace + " is no readable file");
        }
        double times = speed == null ? 1 : speed;
        if (!TraceSource.isSpeed(times)) {
            throw wrong("--speed " + speed + " must be above 0");
        }
        return Optional.of(new TraceSource(List.of(file), format, times, service == null ? "api" : service));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
