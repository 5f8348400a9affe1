package io.blackroad.sink.controller;

import io.blackroad.sink.session.SessionThread;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes targets follow the scale decisions, on one thread of its own: reads decisions, carries the newest of each target
 * out once, and reports what became of it and what runs. Holds, shadow decisions and decisions for other targets are
 * left alone; late ones are reported as expired; what cannot be read goes to the dead-letter topic.
 *
 * <p>When the brokers or the registry fail, it starts over from what is stored, and again until they answer. It stops by
 * itself in two cases, and {@link #failure} says which: a newer process runs under its name, or a defect.
 */
public final class ControllerLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControllerLoop.class);
    private static final Duration RESTART_AFTER = Duration.ofSeconds(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final ControllerConfig config;
    private final ReplicaTarget target;
    private final Clock clock;
    private final Leadership leadership;
    private final ControllerCounts counts;
    private final Ports ports;
    private final SessionThread thread;

    /**
     * @param clock says what time it is when a decision's validity is judged
     */
    public ControllerLoop(ControllerConfig config, ReplicaTarget target, Clock clock) {
        this(config, target, clock, Leadership.ALONE, new SimpleMeterRegistry());
    }

    /**
     * @param clock says what time it is when a decision's validity is judged
     * @param leadership says when to act and when to stand by; the caller closes it, after the loop
     * @param meters where its counts are to be seen
     */
    public ControllerLoop(
            ControllerConfig config, ReplicaTarget target, Clock clock, Leadership leadership, MeterRegistry meters) {
        this(config, target, clock, leadership, meters, Ports.KAFKA);
    }

    /**
     * A controller that says what it would do and does nothing. It reads the decisions from the beginning, in a group of
     * its own, so that it may run beside the real one.
     *
     * @param says takes one line for each decision that is not answered yet
     */
    public static ControllerLoop dryRun(
            ControllerConfig config, ReplicaTarget target, Clock clock, Consumer<String> says) {
        return new ControllerLoop(
                config.dry(), DryRun.of(target), clock, Leadership.ALONE, new SimpleMeterRegistry(), new DryRun(says));
    }

    ControllerLoop(
            ControllerConfig config,
            ReplicaTarget target,
            Clock clock,
            Leadership leadership,
            MeterRegistry meters,
            Ports ports) {
        this.config = Objects.requireNonNull(config, "config");
        this.target = Objects.requireNonNull(target, "target");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.leadership = Objects.requireNonNull(leadership, "leadership");
        this.ports = ports;
        this.counts = new ControllerCounts(meters);
        this.thread = new SessionThread(config.group(), this::run, STOP_LIMIT);
        Gauge.builder("blackroad.controller.leading", this, loop -> loop.isActing() ? 1 : 0)
                .description("1 while this process acts, 0 while it stands by.")
                .register(meters);
    }

    /**
     * Starts the thread and returns at once.
     *
     * @throws IllegalThreadStateException if it was started before
     */
    public void start() {
        thread.start();
    }

    /** True from {@link #start} until it was closed or stopped by itself. */
    public boolean isRunning() {
        return thread.isRunning();
    }

    /** Why it stopped by itself; empty while it runs and after {@link #close}. */
    public Optional<Throwable> failure() {
        return thread.failure();
    }

    /** What it has done so far. */
    public ControllerCounts counts() {
        return counts;
    }

    /** Stops after the step at hand. What was decided and not done is done after the next start. */
    @Override
    public void close() {
        thread.close();
    }

    private void run() {
        if (leadership.isLeader()) {
            runSession();
        } else {
            thread.pause(RESTART_AFTER);
        }
    }

    private void runSession() {
        LOG.info("controller {} acts", config.name());
        try (Reports reports = ports.reports(config);
                Decisions decisions = ports.decisions(config)) {
            ControllerSession session = new ControllerSession(config, target, clock, decisions, reports, counts);
            session.restore();
            while (isActing()) {
                session.step();
            }
        } catch (FencedInstanceIdException e) {
            if (leadership != Leadership.ALONE) {
                LOG.warn("another process leads as controller {}, this one stands by", config.name());
                thread.pause(RESTART_AFTER);
                return;
            }
            throw new IllegalStateException(
                    "another process runs as controller " + config.name() + "; give each controller its own name", e);
        } catch (KafkaException e) {
            LOG.warn("controller {} starts over: {}", config.name(), e.toString());
            thread.pause(RESTART_AFTER);
        }
    }

    private boolean isActing() {
        return thread.isWanted() && leadership.isLeader();
    }
}
