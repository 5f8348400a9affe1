package io.blackroad.infra.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.connect.ControlFile;
import io.blackroad.connect.ControlWriter;
import io.blackroad.infra.cli.Main;
import io.blackroad.infra.stack.ChildCommand;
import io.blackroad.infra.stack.ChildJvm;
import io.blackroad.infra.system.fleet.Agents;
import io.blackroad.infra.system.fleet.Outcomes;
import io.blackroad.infra.system.history.Checker;
import io.blackroad.infra.system.history.Event;
import io.blackroad.infra.system.part.Lag;
import io.blackroad.infra.system.part.Streams;
import io.blackroad.infra.system.soak.Decisions;
import io.blackroad.infra.system.soak.FactLogScan;
import io.blackroad.infra.system.soak.HookReceiver;
import io.blackroad.schema.LoadSampled;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A system that carries many agents besides a few that are watched fact by fact. The few and everything decided are judged
 * by the one checker; of the many it is told how many facts the log holds, and they must be counted as applied.
 */
final class LoadedWorld implements AutoCloseable {
    static final List<String> REGIONS = List.of("us-east", "eu-west", "ap-south");
    static final List<String> SERVICES = List.of("api", "worker", "gpu");
    private static final int WATCHED = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String WIDE = "kind: guide, minReplicas: 1, maxReplicas: 9, upAbovePercent: 80,"
            + " downBelowPercent: 40, cooldownSeconds: 3";
    private static final String CONTROL = """
            regions:
              sys: { url: "https://sys.example" }
              us-east: { url: "https://us-east.example" }
              eu-west: { url: "https://eu-west.example" }
              ap-south: { url: "https://ap-south.example" }
            services:
              steady: { displayName: Steady, replicaDollarsPerHour: 0.1 }
              swing:  { displayName: Swing,  replicaDollarsPerHour: 0.1 }
              api:    { displayName: Api,    replicaDollarsPerHour: 0.1 }
              worker: { displayName: Worker, replicaDollarsPerHour: 0.1 }
              gpu:    { displayName: Gpu,    replicaDollarsPerHour: 0.1 }
            workers:
              sys: { count: 2, cpuMillis: 64000, memoryGb: 256 }
              us-east: { count: 0, cpuMillis: 64000, memoryGb: 256 }
              eu-west: { count: 0, cpuMillis: 64000, memoryGb: 256 }
              ap-south: { count: 0, cpuMillis: 64000, memoryGb: 256 }
            rules:
              steady: { %1$s }
              swing:  { %1$s }
              api:    { %1$s }
              worker: { %1$s }
              gpu:    { %1$s }
            targets:
              sys: { steady: { rule: steady }, swing: { rule: swing } }
              us-east:  { api: { rule: api }, worker: { rule: worker }, gpu: { rule: gpu } }
              eu-west:  { api: { rule: api }, worker: { rule: worker }, gpu: { rule: gpu } }
              ap-south: { api: { rule: api }, worker: { rule: worker }, gpu: { rule: gpu } }
            prices:
              - { provider: sys, item: vcpu, dollars: 0.001, unit: minute, validFrom: 2026-01-01 }
            phases:
              only: { maxAgents: 100000, monthlyBudgetDollars: 5000, active: true }
            """.formatted(WIDE);

    private final World world;
    private final Path folder;
    private final HookReceiver receiver;
    private final List<AutoCloseable> users = new ArrayList<>();
    private Agents watched;
    private Outcomes outcomes;
    private ChildJvm controller;

    private LoadedWorld(World world, Path folder) throws IOException {
        this.world = world;
        this.folder = folder;
        this.receiver = new HookReceiver(world.history());
    }

    /**
     * Brokers, so many instances, a controller, and the watched agents.
     *
     * @param settings of each broker
     * @param jvm options of each instance's JVM
     * @param options of each instance's command
     */
    static LoadedWorld start(
            Path folder, int brokers, Map<String, String> settings, int instances, List<String> jvm, String... options)
            throws IOException {
        List<Path> folders = IntStream.range(0, brokers)
                .mapToObj(number -> folder.resolve("broker-" + number))
                .toList();
        World world = World.of(folder, folders, settings);
        LoadedWorld loaded = new LoadedWorld(world, folder);
        try {
            new ControlWriter(
                            world.brokers().bootstrapServers(), world.registry().schemas())
                    .write(ControlFile.parse("control.yaml", CONTROL));
            for (int i = 0; i < instances; i++) {
                world.add(world.instance("instance-" + i, jvm, options));
            }
            world.streams().forEach(Streams::awaitReady);
            loaded.join();
            return loaded;
        } catch (RuntimeException | Error e) {
            loaded.close();
            throw e;
        }
    }

    private void join() {
        String servers = world.brokers().bootstrapServers();
        outcomes = new Outcomes(servers, world.registry().schemas(), world.history());
        users.add(outcomes);
        startController();
        watched = new Agents(
                servers,
                world.registry().schemas(),
                world.history(),
                IntStream.range(0, WATCHED)
                        .mapToObj(number -> "watched-" + number)
                        .toList());
        users.add(watched);
        watched.start();
    }

    void startController() {
        List<String> arguments = new ArrayList<>(List.of(
                "controller",
                "--adapter=webhook",
                "--webhook-url=" + receiver.url(),
                "--bootstrap-servers=" + world.brokers().bootstrapServers(),
                "--registry-url=" + world.registry().url()));
        targets().forEach(target -> arguments.add("--target=" + target));
        String secret = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
        controller = start("controller", arguments, Map.of("BLACKROAD_WEBHOOK_SECRET", secret));
    }

    /** A part of the system as a process of its own. */
    ChildJvm start(String name, List<String> arguments, Map<String, String> environment) {
        List<String> options = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        return ChildJvm.start(new ChildCommand(
                name,
                folder.resolve(name),
                options,
                ChildCommand.ownClassPath(),
                Main.class.getName(),
                arguments,
                environment));
    }

    private static Stream<String> targets() {
        return Stream.concat(
                Stream.of("sys/steady", "sys/swing"),
                REGIONS.stream().flatMap(region -> SERVICES.stream().map(service -> region + "/" + service)));
    }

    /** The truth about a target of the many: its load never falls, so nothing is ever to be taken away there. */
    void knows(String target, int agents) {
        world.history().add(new Event.Known(target, agents, 1, 9, true));
    }

    World world() {
        return world;
    }

    ChildJvm controller() {
        return controller;
    }

    /** Closed before the system is, the last one first. */
    void add(AutoCloseable user) {
        users.add(user);
    }

    /** Writes down that something breaks now, with what is on its way. */
    void breaks(String name) {
        long work = watched.unacknowledged() + Lag.of(world.brokers().bootstrapServers());
        world.history().add(new Event.Fault(name, work));
    }

    /** Waits until load is known of every target for a tick after a moment, with so many agents and none missing. */
    void awaitWhole(Instant after, int agents) {
        try {
            await().atMost(PATIENCE).until(() -> gaps(after, agents).isEmpty());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("load is not whole after " + after + ": " + gaps(after, agents) + condition(), e);
        }
    }

    private List<String> gaps(Instant after, int agents) {
        Collection<LoadSampled> newest = outcomes.newest().values();
        List<String> gaps = new ArrayList<>();
        int known = newest.stream().mapToInt(LoadSampled::getAgents).sum();
        if (known != agents + WATCHED) {
            gaps.add(known + " agents of " + (agents + WATCHED));
        }
        newest.stream()
                .filter(sample -> !sample.getTickEnd().isAfter(after) || sample.getMissing() > 0)
                .forEach(sample -> gaps.add("%s/%s at %s, %d missing"
                        .formatted(sample.getRegion(), sample.getService(), sample.getTickEnd(), sample.getMissing())));
        return gaps;
    }

    private String condition() {
        StringBuilder text = new StringBuilder();
        for (Streams instance : world.streams()) {
            String says = instance.isAlive() ? instance.get("/ready").body() : "ended";
            text.append("%n%s; %s".formatted(says, instance.jvm().tail()));
        }
        return text.toString();
    }

    /**
     * Ends everybody who sends; then no promise may be broken in all that was seen.
     *
     * @param other takes each fact of the many
     * @param problems takes what was found
     */
    void judge(Consumer<ConsumerRecord<byte[], byte[]>> other, Consumer<String> problems) {
        watched.whileQuiet(() -> {
            JsonNode balance = world.settledBalance();
            List<Event> events = new ArrayList<>(world.history().events());
            FactLogScan scan = FactLogScan.of(world.brokers().bootstrapServers(), events::add, other);
            events.addAll(Accounts.of(balance, scan::others, world.brokers().bootstrapServers()));
            outcomes.readAgain(events::add);
            Checker.violations(events).forEach(problems);
            AtomicInteger same = new AtomicInteger();
            Decisions.notDerivedAgain(world.streams(0), same::incrementAndGet).forEach(problems);
            System.out.printf(
                    Locale.ROOT,
                    "judged: %,d facts of the many and %,d events of the watched; %,d decisions derived again%n",
                    scan.others(),
                    events.size(),
                    same.get());
        });
    }

    @Override
    public void close() {
        for (int i = users.size() - 1; i >= 0; i--) {
            try {
                users.get(i).close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        if (controller != null) {
            controller.kill();
        }
        receiver.close();
        world.close();
    }
}
