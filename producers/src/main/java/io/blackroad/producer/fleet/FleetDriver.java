package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.PlacementFollower;
import io.blackroad.producer.sdk.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that moves a model in real time. Others never touch the model: they leave wanted replicas and tasks
 * here and read the counts that the thread publishes after each tick.
 */
final class FleetDriver implements Runnable, PlacementFollower.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(FleetDriver.class);
    private static final Duration TICK = Duration.ofMillis(10);

    /** A burst of a few seconds at thousands a second; when it is full, whoever submits waits. */
    private static final int INBOX = 20_000;

    private final FleetSetup setup;
    private final FleetEvents events;
    private final FleetClock clock;
    private final AtomicIntegerArray told;
    private final AtomicIntegerArray ready;
    private final BlockingQueue<Consumer<FleetModel>> inbox = new ArrayBlockingQueue<>(INBOX);
    private volatile int agents;
    private volatile boolean closing;
    private volatile Throwable failure;

    FleetDriver(FleetSetup setup, FleetEvents events, FleetClock clock) {
        this.setup = setup;
        this.events = events;
        this.clock = clock;
        int count = setup.plan().targets().size();
        this.told = new AtomicIntegerArray(count);
        this.ready = new AtomicIntegerArray(count);
        for (int i = 0; i < count; i++) {
            told.set(i, setup.plan().targets().get(i).initialReplicas());
        }
    }

    void scale(int target, int replicas) {
        told.set(target, replicas);
    }

    ReplicaCount replicas(int target) {
        return new ReplicaCount(told.get(target), ready.get(target));
    }

    void submit(String agentId, Task task) throws InterruptedException {
        inbox.put(model -> model.submit(agentId, task));
    }

    @Override
    public void runsOn(String agentId, String worker) throws InterruptedException {
        inbox.put(model -> model.move(agentId, worker));
    }

    @Override
    public void leave(String decisionId, List<String> replicas) throws InterruptedException {
        inbox.put(model -> model.leave(replicas));
    }

    int agents() {
        return agents;
    }

    /** Why it ended by itself; null if it did not. */
    Throwable failure() {
        return failure;
    }

    /** Ends after the current tick. The thread is not interrupted: that could cost a fact on its way out. */
    void close() {
        closing = true;
    }

    @Override
    public void run() {
        try {
            FleetModel model = new FleetModel(setup, events);
            while (!closing) {
                long begin = System.nanoTime();
                tick(model);
                LockSupport.parkNanos(TICK.toNanos() - (System.nanoTime() - begin));
            }
            model.stop("the fleet stops");
            publish(model);
        } catch (RuntimeException | Error e) {
            failure = e;
            LOG.error("the simulated fleet has ended", e);
        }
    }

    private void tick(FleetModel model) {
        for (int i = 0; i < told.length(); i++) {
            if (model.targets().get(i).told() != told.get(i)) {
                model.scale(i, told.get(i));
            }
        }
        Consumer<FleetModel> order;
        while ((order = inbox.poll()) != null) {
            order.accept(model);
        }
        model.advance(clock.target(model.now()));
        publish(model);
    }

    private void publish(FleetModel model) {
        for (int i = 0; i < ready.length(); i++) {
            ready.set(i, model.targets().get(i).ready());
        }
        agents = model.agents();
    }
}
