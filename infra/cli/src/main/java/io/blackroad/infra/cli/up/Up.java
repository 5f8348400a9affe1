package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.config.StackFile;
import io.blackroad.infra.cli.embedded.Moment;
import io.blackroad.infra.cli.embedded.Stack;
import io.blackroad.infra.cli.fleet.RunningFleet;
import io.blackroad.infra.cli.process.DataLock;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Parts;
import io.blackroad.infra.cli.process.Steps;
import io.blackroad.infra.cli.process.Termination;
import io.blackroad.infra.cli.query.LiveDecisions;
import io.blackroad.infra.cli.query.ServerClient;
import io.blackroad.infra.cli.terminal.Progress;
import io.blackroad.infra.cli.trace.TraceDrive;
import io.blackroad.infra.stack.FreePort;
import io.blackroad.infra.stack.StackException;
import java.net.URI;
import java.time.Instant;

/** One run of {@code up}, from the empty folder to the last process gone. */
final class Up {
    private final UpPlan plan;
    private final Surroundings surroundings;
    private final Progress progress;
    private final Steps steps;
    private final Parts parts;
    private final Stack stack;
    private final Embedding embedding;

    Up(UpPlan plan, Surroundings surroundings) {
        this.plan = plan;
        this.surroundings = surroundings;
        this.progress = surroundings.progress();
        this.steps = Steps.of(progress);
        this.parts = new Parts(steps);
        this.stack = new Stack(plan.folder(), plan.settings(), steps);
        this.embedding = new Embedding(plan.parts(), stack, parts, this::writeStackFile);
    }

    /** Returns when it was stopped or something essential ended; nothing that it started runs any more then. */
    int run() {
        try {
            return runInFolder();
        } finally {
            progress.close();
        }
    }

    private int runInFolder() {
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
        steps.expect(plan.stepsBeforeItRuns());
        try {
            embedding.begin(Moment.WITH_SERVERS);
            Servers servers = Servers.start(plan, parts, steps);
            stack.change(settings ->
                    settings.connectedTo(plan.serverUrl(), servers.bootstrapServers(), servers.registryUrl()));
            embedding.await(Moment.WITH_SERVERS);
            writeStackFile();
            Preparation.topics(stack.settings(), steps);
            embedding.begin(Moment.WITH_STREAMS);
            StreamsProcess streams = startStreams(servers);
            startFleet();
            writeStackFile();
            steps.expect(0);
            Announcement.of(plan, stack.settings()).forEach(steps::say);
            embedding.begin(Moment.AFTER_FLEET);
            LiveDecisions decisions =
                    new LiveDecisions(ServerClient.of(stack.settings()), surroundings, began, progress);
            return new Watch(plan, parts, streams, embedding, steps, decisions)
                    .until(termination, this::writeStackFile);
        } catch (InterruptedException | StackException e) {
            if (termination.isAsked()) {
                return ExitCode.DONE;
            }
            throw new CommandFailure(e.getMessage(), e);
        } finally {
            termination.stopping();
            embedding.close();
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
                () -> {
                    streams.expect(ControlRows.prepare(plan, stack.settings(), steps));
                    return streams;
                },
                (part, same) -> streams);
    }

    private void startFleet() throws InterruptedException {
        Steps.Step step = steps.begin("fleet", "waking " + plan.settings().agents() + " agents");
        RunningFleet fleet = RunningFleet.start(stack.settings(), plan.trace().isEmpty());
        parts.add(Part.here("fleet", fleet::failure, fleet::close));
        step.done(fleet.awaitAwake() + " agents awake");
        if (plan.trace().isPresent()) {
            TraceDrive drive = TraceDrive.start(
                    stack.settings(), plan.trace().get(), surroundings.clock().instant());
            parts.add(Part.here("trace", drive::failure, drive::close));
        }
    }

    /** Others find the stack by it; before its servers answer there is nothing to find. */
    private synchronized void writeStackFile() {
        Settings now = stack.settings();
        if (!parts.pids().keySet().containsAll(Servers.NAMES)) {
            return;
        }
        new StackFile(
                        ProcessHandle.current().pid(),
                        plan.serverUrl().toString(),
                        now.bootstrapServers(),
                        now.registryUrl().toString(),
                        now.databaseUrl(),
                        now.databaseUser(),
                        String.join(",", now.memory().shards()),
                        now.vectors().url().map(URI::toString).orElse(""),
                        now.connectUrl().toString(),
                        parts.pids())
                .write(plan.folder());
    }
}
