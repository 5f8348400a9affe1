package io.blackroad.infra.cli.trace;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.query.ServerClient;
import io.blackroad.producer.replay.Replay;
import io.blackroad.producer.replay.ReplayClock;
import io.blackroad.producer.replay.ReplayOptions;
import io.blackroad.producer.replay.ReplaySummary;
import io.blackroad.producer.replay.Requests;
import io.blackroad.producer.replay.TraceException;
import io.blackroad.producer.sdk.AgentClient;
import io.blackroad.producer.sdk.AgentClientConfig;
import io.blackroad.producer.sdk.AgentClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A trace that is being played to the running system, on a thread of its own. */
public final class TraceDrive implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final List<String> targets;
    private final Requests trace;
    private final AgentClient client;
    private final Replay replay;
    private final AtomicLong read = new AtomicLong();
    private final Thread thread = new Thread(this::run, "trace");
    private volatile ReplaySummary summary;
    private volatile String failure;

    private TraceDrive(List<String> targets, Requests trace, AgentClient client, Replay replay) {
        this.targets = targets;
        this.trace = trace;
        this.client = client;
        this.replay = replay;
    }

    /**
     * Starts playing.
     *
     * @param now part of the ids of its tasks, so that two runs hand out different ones
     * @throws CommandFailure if the trace cannot be read or the system does not answer
     */
    public static TraceDrive start(Settings settings, TraceSource source, Instant now) {
        ServerDirectory directory = new ServerDirectory(ServerClient.of(settings));
        String run = Long.toString(now.toEpochMilli(), Character.MAX_RADIX);
        List<String> regions = directory.regions(source.service());
        ReplayOptions options = ReplayOptions.of(run, regions, source.service()).withSpeed(source.speed());
        Requests trace = source.open();
        AgentClient client = connect(settings);
        Replay replay = new Replay(options, client, directory, ReplayClock.system());
        List<String> targets =
                regions.stream().map(region -> region + "/" + source.service()).toList();
        TraceDrive drive = new TraceDrive(targets, trace, client, replay);
        replay.onProgress(drive.read::set);
        drive.thread.setDaemon(true);
        drive.thread.start();
        return drive;
    }

    private static AgentClient connect(Settings settings) {
        try {
            return AgentClient.connect(AgentClientConfig.of(settings.bootstrapServers(), Registries.client(settings))
                    .withClientId(Replay.SOURCE)
                    .withKafka(settings.kafka()));
        } catch (AgentClientException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private void run() {
        try {
            summary = replay.run(trace);
        } catch (TraceException e) {
            failure = e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e.toString();
        }
    }

    /** Targets, as region/service, that requests without a region or service of their own go to. */
    List<String> targets() {
        return targets;
    }

    /** Requests read so far. */
    public long read() {
        return read.get();
    }

    /** Share of the trace that was read, of {@link TraceSource#characters}. */
    long charactersRead() {
        return trace.charactersRead();
    }

    /** What came of it, once it has come to its end. */
    public Optional<ReplaySummary> summary() {
        return Optional.ofNullable(summary);
    }

    /** Why it stopped before its end; empty while it runs and when it came to its end. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Stops where it is. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
        trace.close();
    }
}
