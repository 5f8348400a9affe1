package io.blackroad.infra.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.client.DecisionFilter;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.terminal.Progress;
import io.blackroad.infra.cli.terminal.Terminal;
import java.time.Instant;
import java.util.List;

/** Prints the changes that are decided from some time on, while a server may come and go. */
public final class LiveDecisions {
    private static final int MOST = 500;

    private final ToldDecisions feed;
    private final Surroundings surroundings;
    private final Progress progress;
    private long count;

    /**
     * @param since only what is decided later, event time
     * @param progress what is drawn on the same screen
     */
    public LiveDecisions(ServerClient server, Surroundings surroundings, Instant since, Progress progress) {
        this.surroundings = surroundings;
        this.progress = progress;
        this.feed =
                new ToldDecisions(server, DecisionFilter.all().since(since).changesOnly(), MOST, surroundings.err());
    }

    /** Prints what came since the last call; nothing while the server does not answer. */
    public void printNew() {
        try {
            List<JsonNode> fresh = feed.newOnes();
            progress.aside(() -> fresh.forEach(this::print));
            count += fresh.size();
        } catch (CommandFailure e) {
            // It restarts or moves partitions; what was decided meanwhile comes with the next answer.
        }
    }

    private void print(JsonNode decision) {
        String line = Terminal.harmless(DecisionLine.of(decision));
        surroundings
                .out()
                .println(DecisionLine.painted(line, surroundings.terminal().outPaint()));
    }

    /** How many it has printed. */
    public long count() {
        return count;
    }
}
