package io.blackroad.infra.cli.query;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.Surroundings;
import java.net.URI;

/** Prints the changes that are decided from now on, while a server may come and go. */
public final class LiveDecisions {
    private static final int MOST = 500;

    private final DecisionFeed feed;
    private final Surroundings surroundings;

    public LiveDecisions(URI server, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.feed = new DecisionFeed(
                new ServerClient(server),
                new DecisionQuery(null, surroundings.clock().instant(), MOST, false),
                surroundings.err());
    }

    /** Prints what came since the last call; nothing while the server does not answer. */
    public void printNew() {
        try {
            feed.newOnes().forEach(decision -> surroundings.out().println(DecisionLine.of(decision)));
        } catch (CommandFailure e) {
            // It restarts or moves partitions; what was decided meanwhile comes with the next answer.
        }
    }
}
