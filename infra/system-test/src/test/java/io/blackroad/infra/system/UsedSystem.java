package io.blackroad.infra.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.connect.ControlFile;
import io.blackroad.connect.ControlWriter;
import io.blackroad.infra.system.fleet.Agents;
import io.blackroad.infra.system.fleet.Asker;
import io.blackroad.infra.system.fleet.Obedient;
import io.blackroad.infra.system.fleet.Outcomes;
import io.blackroad.infra.system.history.Checker;
import io.blackroad.infra.system.history.Event;
import io.blackroad.infra.system.history.History;
import io.blackroad.infra.system.part.Instance;
import io.blackroad.infra.system.part.Lag;
import io.blackroad.infra.system.soak.Decisions;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.sink.controller.ControllerConfig;
import io.blackroad.sink.controller.ControllerLoop;
import io.blackroad.topic.Partitions;
import io.blackroad.topic.TopicAdmin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A running system, wherever its parts run, with a fleet that uses it, and the history of what was seen of it. A test
 * breaks something with {@link #fault}, waits with {@link #healed} until load is known again for every agent, and ends
 * with {@link #judge}.
 */
public abstract class UsedSystem implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final int AGENTS = 40;
    private static final int TARGETS = 2;
    private static final Partitions ONE_COPY = new Partitions(4, 2, (short) 1);
    private static final String CONTROL = """
            regions:
              sys: { url: "https://sys.example" }
            services:
              steady: { displayName: Steady, replicaDollarsPerHour: 0.1 }
              swing:  { displayName: Swing,  replicaDollarsPerHour: 0.1 }
            workers:
              sys: { count: 2, cpuMillis: 64000, memoryGb: 256 }
            rules:
              steady: { kind: guide, minReplicas: 1, maxReplicas: 9, upAbovePercent: 80, downBelowPercent: 40, cooldownSeconds: 3 }
              swing:  { kind: guide, minReplicas: 1, maxReplicas: 9, upAbovePercent: 80, downBelowPercent: 40, cooldownSeconds: 3 }
            targets:
              sys: { steady: { rule: steady }, swing: { rule: swing } }
            prices:
              - { provider: sys, item: vcpu, dollars: 0.001, unit: minute, validFrom: 2026-01-01 }
            phases:
              only: { maxAgents: 1000, monthlyBudgetDollars: 500, active: true }
            """;

    private final History history;
    private final List<AutoCloseable> users = new ArrayList<>();
    private final Obedient targets;
    private Agents agents;
    private Outcomes outcomes;
    private Asker asker;
    private Instant broken;
    private boolean sound = true;

    protected UsedSystem(Path folder) throws IOException {
        history = new History(folder.resolve("history"));
        targets = new Obedient(history);
    }

    /** Where those outside of the system find the brokers. */
    protected abstract String bootstrapServers();

    protected abstract SchemaRegistry schemas();

    /** Those that are asked over HTTP. */
    protected abstract List<? extends Instance> instances();

    /** Topics and control tables are there when this returns. */
    protected final void prepare(int copies) {
        Partitions partitions = new Partitions(ONE_COPY.agent(), ONE_COPY.target(), (short) Math.min(3, copies));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            new TopicAdmin(admin, partitions).apply();
        }
        new ControlWriter(bootstrapServers(), schemas()).write(ControlFile.parse("control.yaml", CONTROL));
    }

    /** Starts whoever uses the system, and waits until all of it works. */
    public void begin() {
        join();
        work();
    }

    /** Whoever is there begins, and all of it works when this returns. */
    public void work() {
        instances().forEach(Instance::awaitReady);
        agents.start();
        awaitWhole(Instant.now());
        ask();
    }

    /** Whoever uses the system is there, and agents have not said anything yet. */
    public void join() {
        String servers = bootstrapServers();
        outcomes = new Outcomes(servers, schemas(), history);
        users.add(outcomes);
        ControllerLoop controller =
                new ControllerLoop(ControllerConfig.of(servers, schemas(), "obedient"), targets, Clock.systemUTC());
        controller.start();
        users.add(controller);
        agents = new Agents(
                servers,
                schemas(),
                history,
                IntStream.range(0, AGENTS).mapToObj(number -> "agent-" + number).toList());
        users.add(agents);
    }

    /** Whoever used the system is gone. */
    public void leave() {
        for (int i = users.size() - 1; i >= 0; i--) {
            close(users.get(i));
        }
        users.clear();
        asker = null;
    }

    /** From now on every agent is known, and somebody asks for them. */
    private void ask() {
        asker = new Asker(instances(), agents.ids(), agents.acknowledgements(), history);
        users.add(asker);
        asker.start();
    }

    public Agents agents() {
        return agents;
    }

    public Outcomes outcomes() {
        return outcomes;
    }

    public History history() {
        return history;
    }

    /** Facts that are on their way: sent and not acknowledged, or stored and not read. */
    public long inFlight() {
        return agents.unacknowledged() + Lag.of(bootstrapServers());
    }

    /** Breaks something while work is in flight. */
    public void fault(String name, Runnable breaks) {
        breakDuring(name, this::inFlight, breaks);
    }

    /** Breaks an instance while facts wait in partitions that it has: what others have to do proves nothing of it. */
    public void fault(String name, Instance victim, Runnable breaks) {
        breakDuring(name, () -> Lag.of(bootstrapServers(), victim), breaks);
    }

    private void breakDuring(String name, LongSupplier work, Runnable breaks) {
        sound = false;
        long[] met = new long[1];
        await("work for who breaks: " + name).atMost(PATIENCE).until(() -> (met[0] = work.getAsLong()) > 0);
        history.add(new Event.Fault(name, met[0]));
        broken = Instant.now();
        breaks.run();
    }

    /**
     * Waits until the load of every target is known for a tick after the fault began, with all its agents.
     *
     * @return how long that took from the fault on
     */
    public Duration healed(String name) {
        awaitWhole(broken);
        Duration took = Duration.between(broken, Instant.now());
        history.add(new Event.Healed(name, took.toMillis()));
        System.out.printf(Locale.ROOT, "%s: whole again after %.1f s%n", name, took.toMillis() / 1_000.0);
        return took;
    }

    /** Whether every fault so far healed and was judged harmless. */
    public boolean isSound() {
        return sound;
    }

    public void awaitWhole(Instant after) {
        try {
            await().atMost(PATIENCE).until(() -> outcomes.isWhole(TARGETS, AGENTS / TARGETS, after));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("load is not whole after " + after + ": " + condition(), e);
        }
    }

    /** What can be seen now, for whoever has to find out why it is not as it should be. */
    private String condition() {
        StringBuilder text = new StringBuilder();
        text.append("%n%d facts not acknowledged, %d not read for good"
                .formatted(agents.unacknowledged(), Lag.of(bootstrapServers())));
        outcomes.newest()
                .forEach((target, sample) -> text.append("%n%s at %s: %d agents, %d missing"
                        .formatted(target, sample.getTickEnd(), sample.getAgents(), sample.getMissing())));
        instances().forEach(instance -> text.append("%n%s".formatted(instance.condition())));
        return text.toString();
    }

    /**
     * Who asks is answered again, and every decision that is still told comes out the same when it is derived again. Then the
     * fleet falls silent until everything on its way has arrived; no promise may be broken in all that was seen.
     */
    public void judge() {
        if (asker != null) {
            asker.awaitAnswers(PATIENCE);
        }
        deriveAgain();
        agents.whileQuiet(() -> {
            JsonNode balance = settledBalance();
            List<Event> events = new ArrayList<>(history.events());
            events.addAll(Accounts.of(balance, any -> 0, bootstrapServers()));
            outcomes.readAgain(events::add);
            outcomes.readFacts(events::add);
            System.out.printf(Locale.ROOT, "answers are behind by %,d ms at most%n", mostBehind(events));
            assertThat(Checker.violations(events)).isEmpty();
            sound = true;
        });
    }

    private static long mostBehind(List<Event> events) {
        return events.stream()
                .filter(Event.Answered.class::isInstance)
                .mapToLong(event -> ((Event.Answered) event).behindMillis())
                .max()
                .orElse(0);
    }

    /** Every decision that is told comes out the same; what cannot be told for the moment is asked again. */
    public void deriveAgain() {
        AtomicInteger same = new AtomicInteger();
        List<String> wrong = new ArrayList<>();
        try {
            await().atMost(PATIENCE)
                    .ignoreException(IllegalStateException.class)
                    .until(() -> {
                        same.set(0);
                        wrong.clear();
                        Instance told = wholly();
                        wrong.addAll(Decisions.notDerivedAgain(told, same::incrementAndGet));
                        return wrong.isEmpty() && same.get() > 0;
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("decisions are not derived again: " + wrong, e);
        }
        System.out.printf(Locale.ROOT, "%,d decisions derived again%n", same.get());
    }

    /** One that tells decisions of every partition. */
    private Instance wholly() {
        for (Instance instance : instances()) {
            Instance.Answer some = instance.get("/v1/decisions?limit=1");
            if (some.status() == 200 && some.json().path("missingPartitions").isEmpty()) {
                return instance;
            }
        }
        throw new IllegalStateException("no instance tells all decisions");
    }

    /** An answer of every partition in which nothing waits any more. */
    JsonNode settledBalance() {
        JsonNode[] found = new JsonNode[1];
        await("nothing is pending").atMost(PATIENCE).until(() -> {
            for (Instance instance : instances()) {
                Instance.Answer answer = instance.get("/v1/balance");
                if (answer.status() == 200 && isSettled(answer.json())) {
                    found[0] = answer.json();
                    return true;
                }
            }
            return false;
        });
        return found[0];
    }

    private static boolean isSettled(JsonNode balance) {
        long pending = 0;
        for (JsonNode topic : balance.path("topics")) {
            pending += topic.path("pending").asLong();
        }
        return pending == 0 && balance.path("balanced").asBoolean();
    }

    private static void close(AutoCloseable user) {
        try {
            user.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        leave();
        close(history);
    }
}
