package io.blackroad.infra.simulation;

import io.blackroad.agent.AgentDescription;
import io.blackroad.agent.AgentStatus;
import io.blackroad.agent.LifecycleFact;
import io.blackroad.agent.TaskFact;
import io.blackroad.agent.TaskFact.TaskChange;
import io.blackroad.gpu.GpuShape;
import io.blackroad.placement.Residence;
import java.util.ArrayDeque;

/** An agent that lives, works its tasks one after the other, and tells of it. */
final class Agent {
    private static final long GIGABYTE = 1_000_000_000L;

    private final World world;
    private final Chance chance;
    private final String id;
    private final String target;
    private final boolean placed;
    private final ArrayDeque<String> queue = new ArrayDeque<>();
    private final long[] sequences = new long[Fact.TOPICS];
    private AgentDescription description;
    private Phase phase = Phase.GONE;
    private String current;
    private long epoch;
    private long pausedUntil;

    /** True when it is down and does not come back by itself. */
    private boolean stranded;

    /** What it does. */
    enum Phase {
        STARTING,
        SERVING,
        DRAINING,
        /** Dead, and about to boot again. */
        DOWN,
        GONE
    }

    Agent(World world, String id, String target, String worker) {
        this.world = world;
        this.chance = world.chance().split();
        this.id = id;
        this.target = target;
        this.placed = world.workers(Sites.region(target)).arePlaced();
        describe(worker);
    }

    private void describe(String worker) {
        description = new AgentDescription(
                Sites.region(target), Sites.service(target), id, worker, "model", Sites.cpuMillis(target), GIGABYTE, 0);
    }

    String id() {
        return id;
    }

    Phase phase() {
        return phase;
    }

    /** Where it runs, as far as it knows; empty when nobody told it. */
    String worker() {
        return description.worker();
    }

    long load() {
        return Residence.load(description.cpuMillis(), description.memoryBytes());
    }

    /** True when nobody runs it, or it does not know where it runs. */
    boolean isNowhere() {
        return stranded || placed && phase != Phase.GONE && worker().isEmpty();
    }

    boolean idle() {
        return current == null && queue.isEmpty();
    }

    /** A boot: another epoch, and nothing left of an earlier one. */
    void boot() {
        epoch = Math.max(epoch + 1, world.agenda().now());
        java.util.Arrays.fill(sequences, 0);
        queue.clear();
        current = null;
        stranded = false;
        if (placed && chance.permille(100)) {
            // Whoever started it did not tell it where.
            describe("");
        }
        phase = Phase.STARTING;
        live(AgentStatus.REGISTERED);
        after(chance.between(200 * Agenda.MILLI, 3 * Agenda.SECOND), this::started);
        after(chance.between(1, Agenda.SECOND), this::sample);
    }

    private void started() {
        phase = Phase.SERVING;
        live(AgentStatus.STARTED);
        live(AgentStatus.IDLE);
        if (description.service().equals("gpu")) {
            cards("card", GpuShape.ofMemory((10 + 10L * chance.below(6)) * GIGABYTE));
        }
    }

    private void sample() {
        int used = description.cpuMillis() * (current == null ? 2 + chance.below(10) : 70 + chance.below(40)) / 100;
        say(new Fact.Sample(epoch, next(Fact.METRIC), used, byItsClock()));
        after(Agenda.SECOND, this::sample);
    }

    private long byItsClock() {
        long now = world.agenda().now();
        if (!chance.permille(world.faults().wrongClock)) {
            return now;
        }
        return now + (chance.permille(500) ? -1 : 1) * chance.between(400, 4_000) * Agenda.SECOND;
    }

    void give(String task) {
        if (phase == Phase.SERVING) {
            queue.add(task);
            work();
        }
    }

    private void work() {
        if (current == null && !queue.isEmpty()) {
            current = queue.poll();
            live(AgentStatus.BUSY);
            tell(current, TaskChange.STARTED);
            after(chance.between(300 * Agenda.MILLI, 2_500 * Agenda.MILLI), this::finish);
        }
    }

    private void finish() {
        tell(current, chance.permille(30) ? TaskChange.FAILED : TaskChange.COMPLETED);
        current = null;
        if (phase == Phase.DRAINING) {
            stop();
        } else if (queue.isEmpty()) {
            live(AgentStatus.IDLE);
        } else {
            work();
        }
    }

    /** Takes no more work, ends what it has begun, and stops. */
    void drain() {
        if (phase == Phase.DOWN) {
            die(0);
        }
        if (phase == Phase.DRAINING || phase == Phase.GONE) {
            return;
        }
        phase = Phase.DRAINING;
        live(AgentStatus.DRAINING);
        while (!queue.isEmpty()) {
            tell(queue.poll(), TaskChange.CANCELLED);
        }
        if (current == null) {
            stop();
        }
    }

    private void stop() {
        if (description.service().equals("gpu") && chance.permille(500)) {
            cards("card", null);
        }
        live(AgentStatus.STOPPED);
        phase = Phase.GONE;
        epoch++;
    }

    /** Dies without a word, for good or to boot again after a while. */
    void die(long again) {
        phase = again > 0 ? Phase.DOWN : Phase.GONE;
        stranded = false;
        epoch++;
        if (again > 0) {
            after(again, this::wake);
        }
    }

    /** Its worker is gone: it dies without a word, and boots again when somebody brings it to another one. */
    void strand() {
        if (phase != Phase.GONE) {
            phase = Phase.DOWN;
            stranded = true;
            epoch++;
        }
    }

    /** Boots where it was, if it can. */
    void wake() {
        if (phase != Phase.DOWN) {
            return;
        }
        stranded = !world.workers(description.region()).isUp(worker());
        if (!stranded) {
            boot();
        }
    }

    /** Is to run on a worker. */
    void told(String to) {
        if (!world.workers(description.region()).isUp(to)) {
            return;
        }
        if (phase == Phase.DOWN && stranded) {
            describe(to);
            boot();
        } else if (phase == Phase.STARTING || phase == Phase.SERVING) {
            after(chance.between(50 * Agenda.MILLI, 1_500 * Agenda.MILLI), () -> move(to));
        }
    }

    private void move(String to) {
        boolean can = phase == Phase.STARTING || phase == Phase.SERVING;
        if (can && !worker().equals(to) && world.workers(description.region()).isUp(to)) {
            describe(to);
            live(null);
        }
    }

    /** Does nothing until then, and goes on. */
    void pause(long micros) {
        pausedUntil = world.agenda().now() + micros;
    }

    private void live(AgentStatus status) {
        long now = world.agenda().now();
        say(new Fact.Life(new LifecycleFact(status, description, epoch, next(Fact.LIFE), now)));
    }

    private void tell(String task, TaskChange change) {
        long now = world.agenda().now();
        say(new Fact.Work(new TaskFact(task, change, false, epoch, next(Fact.TASK), now)));
    }

    private void cards(String request, GpuShape shape) {
        say(new Fact.Cards(epoch, next(Fact.GPU), request, shape, world.agenda().now()));
    }

    private void say(Fact.Said said) {
        world.courier().send(id, said);
    }

    private long next(int topic) {
        return ++sequences[topic];
    }

    /** In this boot only, and not while it is paused. */
    private void after(long micros, Runnable what) {
        long boot = epoch;
        world.agenda().in(micros, () -> {
            if (epoch != boot || world.season().compareTo(World.Season.SILENCE) >= 0) {
                return;
            }
            long rest = pausedUntil - world.agenda().now();
            if (rest > 0) {
                after(rest, what);
            } else {
                what.run();
            }
        });
    }
}
