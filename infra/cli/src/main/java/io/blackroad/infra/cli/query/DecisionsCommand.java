package io.blackroad.infra.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.client.DecisionFilter;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.Times;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code decisions}. */
@Command(
        name = "decisions",
        header = "What was decided, oldest first, and why in a sentence.",
        footer = {"", "Example: ./scale.sh decisions --target us-east/api --since 10m --follow"})
public final class DecisionsCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofSeconds(1);

    @Spec
    private CommandSpec command;

    @Mixin
    private final ServerOptions server;

    @Option(names = "--target", paramLabel = "REGION/SERVICE", description = "Only this target's.")
    private String target;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only later ones: an age such as 10m or 2h, or an instant such as 2026-01-31T10:15:00Z.")
    private String since;

    @Option(names = "--limit", paramLabel = "N", description = "At most the newest N (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(names = "--no-holds", description = "Leave out the holds.")
    private boolean noHolds;

    @Option(names = "--follow", description = "Go on with new ones as they are made, until Ctrl-C.")
    private boolean follow;

    private final Surroundings surroundings;

    public DecisionsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        DecisionFilter filter = new DecisionFilter(checkedTarget(), checkedSince(), !noHolds);
        ToldDecisions feed = new ToldDecisions(server.client(), filter, checkedLimit(), surroundings.err());
        feed.newOnes().forEach(this::print);
        while (follow && surroundings.pause().waitFor(POLL)) {
            feed.newOnes().forEach(this::print);
        }
        return ExitCode.DONE;
    }

    private void print(JsonNode decision) {
        server.print(decision, d -> List.of(DecisionLine.of(d)), DecisionLine::painted);
    }

    private String checkedTarget() {
        if (target != null && !target.matches("[^/]+/[^/]+")) {
            throw new ParameterException(
                    command.commandLine(), "--target '" + target + "' is no target: write region/service");
        }
        return target == null ? "" : target;
    }

    private Instant checkedSince() {
        if (since == null) {
            return null;
        }
        Instant now = surroundings.clock().instant();
        try {
            Instant instant = Times.since(since, now);
            if (instant.isAfter(now)) {
                throw new ParameterException(command.commandLine(), "--since '" + since + "' is in the future");
            }
            return instant;
        } catch (DateTimeException e) {
            throw new ParameterException(
                    command.commandLine(),
                    "--since '" + since + "' is no time: write an age such as 10m or an instant such as "
                            + "2026-01-31T10:15:00Z");
        }
    }

    private int checkedLimit() {
        if (limit < 1) {
            throw new ParameterException(command.commandLine(), "--limit " + limit + " must be at least 1");
        }
        return limit;
    }
}
