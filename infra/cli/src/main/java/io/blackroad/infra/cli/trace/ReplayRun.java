package io.blackroad.infra.cli.trace;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.process.Termination;
import io.blackroad.infra.cli.query.BalancePage;
import io.blackroad.infra.cli.query.LiveDecisions;
import io.blackroad.infra.cli.query.NewestHolds;
import io.blackroad.infra.cli.query.ServerClient;
import io.blackroad.infra.cli.terminal.Progress;
import io.blackroad.producer.replay.ReplaySummary;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One run of {@code replay}: decisions while it plays, then what held the rest, and the balance of the facts. */
final class ReplayRun {
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** The fleet goes on making facts, so the balance closes when none of them is older than this many looks. */
    private static final int LOOKS_AFTER_THE_END = 5;

    private final Settings settings;
    private final TraceSource source;
    private final Surroundings surroundings;
    private final Progress progress;
    private final LiveDecisions decisions;

    ReplayRun(Settings settings, TraceSource source, Surroundings surroundings) {
        this.settings = settings;
        this.source = source;
        this.surroundings = surroundings;
        this.progress = surroundings.progress();
        this.decisions = new LiveDecisions(
                ServerClient.of(settings), surroundings, surroundings.clock().instant(), progress);
    }

    int run() {
        TraceDrive drive =
                TraceDrive.start(settings, source, surroundings.clock().instant());
        Termination termination = Termination.install();
        try {
            follow(drive, termination);
            progress.close();
            if (drive.failure().isPresent()) {
                throw new CommandFailure(drive.failure().get());
            }
            return drive.summary()
                    .map(summary -> conclude(summary, drive.targets()))
                    .orElse(ExitCode.DONE);
        } finally {
            termination.stopping();
            drive.close();
            progress.close();
            termination.stopped();
        }
    }

    private void follow(TraceDrive drive, Termination termination) {
        int after = 0;
        while (after < LOOKS_AFTER_THE_END && drive.failure().isEmpty() && !termination.await(LOOK)) {
            decisions.printNew();
            String read = String.format(Locale.ROOT, "%,d requests read", drive.read());
            progress.at(read, drive.charactersRead(), source.characters());
            after += drive.summary().isPresent() ? 1 : 0;
        }
    }

    private int conclude(ReplaySummary summary, List<String> targets) {
        ReplayPage.lines(summary).forEach(surroundings.out()::println);
        ServerClient server = ServerClient.of(settings);
        surroundings
                .out()
                .println(decisions.count() + " changes decided meanwhile; why not more, the newest hold of each:");
        NewestHolds.lines(server, targets).forEach(surroundings.out()::println);
        JsonNode balance = server.get("/v1/balance", Map.of());
        BalancePage.lines(balance).forEach(surroundings.out()::println);
        boolean good = summary.failed() == 0 && balance.path("balanced").asBoolean(false);
        return good ? ExitCode.DONE : ExitCode.FAILED;
    }
}
