package io.blackroad.infra.cli.fleet;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.config.SettingsException;
import io.blackroad.infra.cli.query.ServerClient;
import io.blackroad.producer.fleet.FleetPlan;
import io.blackroad.producer.fleet.SimulatedFleet;
import io.blackroad.producer.fleet.Workload;
import io.blackroad.producer.sdk.AgentClient;
import io.blackroad.producer.sdk.AgentClientConfig;
import io.blackroad.producer.sdk.AgentClientException;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.sink.controller.ControllerConfig;
import io.blackroad.sink.controller.ControllerLoop;
import io.blackroad.sink.controller.ReplicaTarget;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** The simulated fleet and the controller that applies decisions to it, as long as they run. */
public final class RunningFleet implements AutoCloseable {
    /** One process at a time runs under it, so a second fleet takes over instead of both obeying half. */
    private static final String CONTROLLER = "simulated-fleet";

    private static final Duration WAKE_LIMIT = Duration.ofSeconds(15);
    private static final int LOOK_MILLISECONDS = 50;

    private final AgentClient client;
    private final SimulatedFleet fleet;
    private final ControllerLoop controller;

    private RunningFleet(AgentClient client, SimulatedFleet fleet, ControllerLoop controller) {
        this.client = client;
        this.fleet = fleet;
        this.controller = controller;
    }

    /**
     * Looks whether such a fleet can be, before anything is started for it.
     *
     * @param targets those that will be controlled, as region/service
     * @throws SettingsException if there are too few agents
     * @throws CommandFailure if the fleet has none of the targets
     */
    public static void check(Settings settings, Set<String> targets) {
        FleetSize.plan(settings.agents(), settings.fleetStartDelay(), targets, Map.of());
    }

    /**
     * Wakes the agents, as many replicas as ran last, and starts obeying.
     *
     * @param builtInWorkload false when something else submits the tasks
     * @throws CommandFailure if the broker or the registry do not answer
     */
    public static RunningFleet start(Settings settings, boolean builtInWorkload) {
        return start(
                settings, builtInWorkload, (config, target) -> new ControllerLoop(config, target, Clock.systemUTC()));
    }

    /**
     * Wakes the agents, as many replicas as ran last, and starts the controller.
     *
     * @param builtInWorkload false when something else submits the tasks
     * @param controllers makes the controller
     * @throws CommandFailure if the broker or the registry do not answer
     */
    public static RunningFleet start(
            Settings settings,
            boolean builtInWorkload,
            BiFunction<ControllerConfig, ReplicaTarget, ControllerLoop> controllers) {
        Map<String, Integer> last = LastReplicas.of(ServerClient.of(settings));
        FleetPlan asked = FleetSize.plan(settings.agents(), settings.fleetStartDelay(), last.keySet(), Map.of());
        FleetPlan resumed = FleetSize.plan(settings.agents(), settings.fleetStartDelay(), last.keySet(), last);
        SchemaRegistry registry = Registries.client(settings);
        try {
            AgentClient client = AgentClient.connect(AgentClientConfig.of(settings.bootstrapServers(), registry)
                    .withClientId(CONTROLLER)
                    .withKafka(settings.kafka()));
            // The load follows from what was asked for: it must not grow because an earlier run scaled up.
            Workload workload = builtInWorkload ? Workload.builtIn(asked) : Workload.none();
            SimulatedFleet fleet = new SimulatedFleet(resumed, client, workload);
            fleet.start();
            ControllerLoop controller = controllers.apply(
                    ControllerConfig.of(settings.bootstrapServers(), registry, CONTROLLER)
                            .withClient(settings.kafka()),
                    new FleetTarget(Replicas.of(fleet)));
            controller.start();
            return new RunningFleet(client, fleet, controller);
        } catch (AgentClientException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    /**
     * Waits until every agent lives, or some time has passed.
     *
     * @return agents that live now
     */
    public int awaitAwake() throws InterruptedException {
        long end = System.nanoTime() + WAKE_LIMIT.toNanos();
        while (fleet.agents() < fleet.plan().agents() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLISECONDS);
        }
        return fleet.agents();
    }

    /** Why the fleet or its controller gave up; empty while both run. */
    public Optional<String> failure() {
        return fleet.failure().or(controller::failure).map(Throwable::toString);
    }

    /** The controller first, so that nothing scales a fleet that stops; the client last, after every fact is out. */
    @Override
    public void close() {
        controller.close();
        fleet.close();
        client.close();
    }
}
