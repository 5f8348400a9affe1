package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * The queueing model of a fleet. Time is an argument, in microseconds since the start, and only moves on; facts go to
 * {@link FleetEvents} as they happen. The same setup and the same calls give the same facts. For one thread.
 */
final class FleetModel {
    /** The first agents appear one after the other; a fleet of 30,000 within a second. */
    private static final long START_MICROS_PER_AGENT = 33;

    private final List<ModelTarget> targets = new ArrayList<>();
    private final Timers timers = new Timers();
    private final SampleWheel samples;
    private final FleetEvents events;
    private long now;
    private long nextSlot;

    FleetModel(FleetSetup setup, FleetEvents events) {
        this.events = events;
        this.samples = new SampleWheel(setup.sampleInterval().toNanos() / 1_000);
        this.nextSlot = samples.slotMicros();
        for (TargetPlan plan : setup.plan().targets()) {
            targets.add(new ModelTarget(plan, setup, timers, events, samples::add));
        }
        for (ModelTarget target : targets) {
            target.start(setup.plan().agents() * START_MICROS_PER_AGENT);
        }
    }

    /** Until when everything has happened. */
    long now() {
        return now;
    }

    /** In the order of the plan. */
    List<ModelTarget> targets() {
        return targets;
    }

    /** Lets everything happen up to and including {@code until}; nothing if that is past. */
    void advance(long until) {
        while (nextSlot <= until) {
            timers.run(nextSlot);
            samples.turn(nextSlot, events);
            nextSlot += samples.slotMicros();
        }
        timers.run(until);
        now = Math.max(now, until);
    }

    /** Tells a target to run another number of replicas, now. */
    void scale(int target, int replicas) {
        targets.get(target).scale(replicas, now);
    }

    /** An agent goes to another worker; nothing if it is none of this fleet's. */
    void move(String agentId, String worker) {
        for (ModelTarget target : targets) {
            target.move(agentId, worker, now);
        }
    }

    /** These replicas go first when their target is to run fewer. */
    void leave(List<String> replicas) {
        for (ModelTarget target : targets) {
            List<String> own = replicas.stream().filter(target::hosts).toList();
            if (!own.isEmpty()) {
                target.leave(own, now);
            }
        }
    }

    /**
     * Works a task that an intake submitted to an agent, now.
     *
     * @return false if the agent is none of this fleet's
     */
    boolean submit(String agentId, Task task) {
        for (ModelTarget target : targets) {
            if (target.owns(agentId)) {
                target.submitTo(agentId, task, now);
                return true;
            }
        }
        return false;
    }

    /** Agents that live. */
    int agents() {
        int sum = 0;
        for (ModelTarget target : targets) {
            sum += target.agents();
        }
        return sum;
    }

    /** Ends every agent at once; what they had to do is cancelled. */
    void stop(String reason) {
        for (ModelTarget target : targets) {
            target.stop(reason, now);
        }
    }
}
