package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Parts;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.infra.cli.process.Termination;
import io.blackroad.infra.cli.query.LiveDecisions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Watches the parts while they run: streams and embedded parts are started again, any other end ends everything. Prints decisions meanwhile. */
final class Watch {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final UpPlan plan;
    private final Parts parts;
    private final StreamsProcess streams;
    private final Embedding embedding;
    private final Steps steps;
    private final Map<String, Restarts> restarts = new HashMap<>();
    private final LiveDecisions decisions;

    Watch(UpPlan plan, Parts parts, StreamsProcess streams, Embedding embedding, Steps steps, LiveDecisions decisions) {
        this.plan = plan;
        this.parts = parts;
        this.streams = streams;
        this.embedding = embedding;
        this.steps = steps;
        this.decisions = decisions;
    }

    /** @param changed called after a part was replaced */
    int until(Termination termination, Runnable changed) {
        while (!termination.await(LOOK)) {
            embedding.check();
            Optional<Part> dead = parts.dead();
            if (dead.isEmpty()) {
                decisions.printNew();
            } else if (mayRestart(dead.get())) {
                restart(dead.get());
                changed.run();
            } else {
                steps.say(dead.get().obituary() + "; logs are in " + plan.folder() + "; stopping everything");
                return ExitCode.FAILED;
            }
        }
        return ExitCode.DONE;
    }

    private void restart(Part dead) {
        if (embedding.has(dead)) {
            embedding.restart(dead);
        } else {
            parts.replace(streams.start());
        }
    }

    private boolean mayRestart(Part dead) {
        if (!dead.name().equals(StreamsProcess.NAME) && !embedding.has(dead)) {
            return false;
        }
        Restarts before = restarts.computeIfAbsent(dead.name(), first -> new Restarts());
        if (before.allowAfterEndAt(System.nanoTime())) {
            steps.say(dead.obituary() + "; starting it again");
            return true;
        }
        steps.say("it ended " + Restarts.MAX + " times within " + Restarts.WINDOW.toSeconds() + " s; giving up");
        return false;
    }
}
