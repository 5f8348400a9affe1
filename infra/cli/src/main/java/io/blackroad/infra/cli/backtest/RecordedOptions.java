package io.blackroad.infra.cli.backtest;

import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Times;
import io.blackroad.producer.replay.LoadTrace;
import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which recorded load is meant. */
final class RecordedOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--target",
            paramLabel = "REGION/SERVICE",
            description = "What a target of the running stack had to do, as the load stage recorded it.")
    private String target;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Recorded since: an age such as 12h or an instant (default: 1d).")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Recorded until (default: now).")
    private String to;

    @Mixin
    private final ClusterOptions cluster;

    RecordedOptions(Surroundings surroundings) {
        this.cluster = new ClusterOptions(surroundings);
    }

    boolean wanted() {
        if (target == null && (from != null || to != null)) {
            throw wrong("--from and --to are for recorded load: name it with --target REGION/SERVICE");
        }
        return target != null;
    }

    LoadTrace read() {
        Instant now = Instant.now();
        Instant since = time("--from", from == null ? "1d" : from, now);
        Instant until = time("--to", to == null ? "0s" : to, now);
        if (!target.matches("[^/]+/[^/]+")) {
            throw wrong("--target '" + target + "' is not REGION/SERVICE, as in us-east/api");
        }
        if (!since.isBefore(until)) {
            throw wrong("--from " + since + " is not before --to " + until);
        }
        return new RecordedLoad(target, since, until).read(cluster.settings(new Flags()));
    }

    private Instant time(String option, String text, Instant now) {
        try {
            return Times.since(text, now);
        } catch (DateTimeException e) {
            throw wrong(option + " '" + text + "' is no time: write an age such as 12h or an instant such as " + now);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
