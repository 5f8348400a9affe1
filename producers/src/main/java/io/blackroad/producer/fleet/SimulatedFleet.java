package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.AgentClient;
import io.blackroad.producer.sdk.AgentClientConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fleet that runs: tells facts like real agents, obeys its replica counts and works the tasks that others submit to
 * its agents. Uses one thread for the agents and one to read submissions. The client stays the caller's and is closed
 * after the fleet.
 */
public final class SimulatedFleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedFleet.class);

    /** Runs differ by their times and submissions already; what is drawn may be the same. */
    private static final long SEED = 1;

    /** A plan that names who goes comes a tick or two after the decision. */
    private static final Duration VICTIM_PATIENCE = Duration.ofSeconds(4);

    private final FleetPlan plan;
    private final SubmittedTasks submissions;
    private final PlacementOrders placements;
    private final FleetDriver driver;
    private final Thread thread;
    private final Duration closeTimeout;

    /** A fleet that takes submissions and placements from the broker that {@code client} is connected to. */
    public SimulatedFleet(FleetPlan plan, AgentClient client, Workload workload) {
        this(plan, client, workload, new KafkaSubmittedTasks(client.config()), new KafkaPlacements(client.config()));
    }

    /** A fleet that nobody places. */
    SimulatedFleet(FleetPlan plan, AgentClient client, Workload workload, SubmittedTasks submissions) {
        this(plan, client, workload, submissions, PlacementOrders.NONE);
    }

    SimulatedFleet(
            FleetPlan plan,
            AgentClient client,
            Workload workload,
            SubmittedTasks submissions,
            PlacementOrders placements) {
        this.plan = plan;
        this.submissions = submissions;
        this.placements = placements;
        AgentClientConfig config = client.config();
        String run = Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()), Character.MAX_RADIX);
        FleetSetup setup = new FleetSetup(
                plan,
                workload,
                config.heartbeatInterval(),
                placements == PlacementOrders.NONE ? Duration.ZERO : VICTIM_PATIENCE,
                SEED,
                run);
        FleetClock clock = new FleetClock(System::nanoTime, InstantSource.system());
        this.driver = new FleetDriver(setup, new FactEmitter(client, clock::worldTime), clock);
        this.thread = new Thread(driver, config.clientId() + "-fleet");
        this.closeTimeout = config.limits().closeTimeout();
        thread.setDaemon(true);
    }

    /**
     * Wakes the agents, over the first second.
     *
     * @throws IllegalStateException if the submissions cannot be read
     */
    public void start() {
        submissions.start(driver::submit);
        placements.start(driver);
        thread.start();
    }

    /** What it was made from. */
    public FleetPlan plan() {
        return plan;
    }

    /** Agents that live now. */
    public int agents() {
        return driver.agents();
    }

    /**
     * Replicas of a target.
     *
     * @throws IllegalArgumentException if the fleet has no such target
     */
    public ReplicaCount replicas(String region, String service) {
        return driver.replicas(indexOf(region, service));
    }

    /**
     * Tells a target how many replicas to run, from now on. More take their start delay; of those too many those
     * go that a plan names, or else the emptiest, and their agents finish what they have begun.
     *
     * @throws IllegalArgumentException if the fleet has no such target or it never runs so few
     */
    public void scale(String region, String service, int replicas) {
        int target = indexOf(region, service);
        int min = plan.targets().get(target).minReplicas();
        if (replicas < min) {
            throw new IllegalArgumentException(
                    region + "/" + service + " cannot run " + replicas + " replicas, its fewest are " + min);
        }
        driver.scale(target, replicas);
    }

    /** Why the fleet ended by itself; empty while it runs and after {@link #close()}. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(driver.failure());
    }

    /** Stops all agents, in order: open tasks are cancelled, and every agent tells that it stopped. */
    @Override
    public void close() {
        submissions.close();
        placements.close();
        driver.close();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.join(closeTimeout.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("the fleet did not stop within {}, its last facts may be missing", closeTimeout);
        }
    }

    private int indexOf(String region, String service) {
        List<TargetPlan> targets = plan.targets();
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i).region().equals(region)
                    && targets.get(i).service().equals(service)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the fleet has no target " + region + "/" + service + ", it has "
                + String.join(", ", targets.stream().map(TargetPlan::id).toList()));
    }
}
