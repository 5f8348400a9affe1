package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.StackFile;
import io.blackroad.infra.cli.fleet.RunningFleet;
import io.blackroad.infra.cli.process.DataLock;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Parts;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.infra.cli.process.Termination;
import io.blackroad.infra.cli.query.LiveDecisions;
import io.blackroad.infra.cli.trace.TraceDrive;
import io.blackroad.infra.stack.FreePort;
import io.blackroad.infra.stack.StackException;
import java.time.Instant;

/** One run of {@code up}, from the empty folder to the last process gone. */
final class Up {
    private final UpPlan plan;
    private final Surroundings surroundings;
    private final Steps steps;
    private final Parts parts;

    Up(UpPlan plan, Surroundings surroundings) {
        this.plan = plan;
        this.surroundings = surroundings;
        this.steps = new Steps(surroundings.err(), System::nanoTime);
        this.parts = new Parts(steps);
    }

    /** Returns when it was stopped or something essential ended; nothing that it started runs any more then. */
    int run() {
        DataLock lock = DataLock.take(plan.folder());
        try {
            requireFreePort();
            return startAndWatch(Termination.install());
        } finally {
            lock.close();
        }
    }

    private int startAndWatch(Termination termination) {
        Instant began = surroundings.clock().instant();
        try {
            Servers servers = Servers.start(plan, parts, steps);
            writeStackFile(servers);
            Preparation.topics(plan.connectedTo(servers), steps);
            StreamsProcess streams = startStreams(servers);
            startFleet(servers);
            writeStackFile(servers);
            Announcement.of(plan, servers).forEach(steps::say);
            LiveDecisions decisions = new LiveDecisions(plan.serverUrl(), surroundings, began);
            return new Watch(plan, parts, streams, steps, decisions).until(termination, () -> writeStackFile(servers));
        } catch (InterruptedException | StackException e) {
            if (termination.isAsked()) {
                return ExitCode.DONE;
            }
            throw new CommandFailure(e.getMessage(), e);
        } finally {
            termination.stopping();
            parts.close();
            StackFile.remove(plan.folder());
            termination.stopped();
        }
    }

    private void requireFreePort() {
        int port = plan.settings().httpPort();
        if (!FreePort.isFree(port)) {
            throw new CommandFailure("port " + port + " of " + plan.settings().httpHost()
                    + " is taken by another program: stop that one, or choose another port with --port P");
        }
    }

    /** They read the control tables as they are written, and wait for nothing but the topics. */
    private StreamsProcess startStreams(Servers servers) throws InterruptedException {
        StreamsProcess streams = new StreamsProcess(plan, servers, steps);
        return AtOnce.both(
                () -> {
                    Part part = streams.start();
                    parts.add(part);
                    return part;
                },
                () -> Preparation.control(plan, plan.connectedTo(servers), steps),
                (part, rows) -> streams);
    }

    private void startFleet(Servers servers) throws InterruptedException {
        Steps.Step step = steps.begin("fleet", "waking " + plan.settings().agents() + " agents");
        RunningFleet fleet =
                RunningFleet.start(plan.connectedTo(servers), plan.trace().isEmpty());
        parts.add(Part.here("fleet", fleet::failure, fleet::close));
        step.done(fleet.awaitAwake() + " agents awake");
        if (plan.trace().isPresent()) {
            TraceDrive drive = TraceDrive.start(
                    plan.connectedTo(servers),
                    plan.trace().get(),
                    surroundings.clock().instant());
            parts.add(Part.here("trace", drive::failure, drive::close));
        }
    }

    private void writeStackFile(Servers servers) {
        new StackFile(
                        ProcessHandle.current().pid(),
                        plan.serverUrl().toString(),
                        servers.bootstrapServers(),
                        servers.registryUrl().toString(),
                        parts.pids())
                .write(plan.folder());
    }
}
