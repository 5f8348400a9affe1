package io.blackroad.infra.cli.process;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.terminal.Progress;
import io.blackroad.infra.stack.StackException;
import java.time.Duration;
import java.util.function.Function;

/** Runs one part until a signal or its own end. */
public final class Alone {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Surroundings surroundings;

    public Alone(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** @param start starts it; returns when it is ready */
    public int run(Function<Steps, Part> start) {
        Termination termination = Termination.install();
        Progress progress = surroundings.progress();
        Steps steps = Steps.of(progress);
        Parts parts = new Parts(steps);
        try {
            Part part = start.apply(steps);
            parts.add(part);
            steps.say("Ctrl-C stops it");
            return watch(part, termination);
        } catch (StackException e) {
            if (termination.isAsked()) {
                return ExitCode.DONE;
            }
            throw new CommandFailure(e.getMessage(), e);
        } finally {
            termination.stopping();
            parts.close();
            progress.close();
            termination.stopped();
        }
    }

    private static int watch(Part part, Termination termination) {
        while (!termination.await(LOOK)) {
            if (!part.isAlive()) {
                // Said when it is closed, whose own complaints would hide it.
                throw new CommandFailure(part.obituary());
            }
        }
        return ExitCode.DONE;
    }
}
