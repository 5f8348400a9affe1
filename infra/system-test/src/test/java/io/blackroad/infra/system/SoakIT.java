package io.blackroad.infra.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.system.part.Clocks;
import io.blackroad.infra.system.part.Lag;
import io.blackroad.infra.system.part.Signals;
import io.blackroad.infra.system.part.Streams;
import io.blackroad.infra.system.soak.Blow;
import io.blackroad.infra.system.soak.Crowd;
import io.blackroad.infra.system.soak.LiveHeap;
import io.blackroad.infra.system.soak.Measure;
import io.blackroad.infra.system.soak.ProcessSize;
import io.blackroad.infra.system.soak.Questions;
import io.blackroad.infra.system.soak.Vitals;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three brokers, two instances, a controller and 30,000 agents, each with a sample every 10 s, while something breaks every
 * few minutes: what the processes take stays flat, and no promise is broken. Only lives of ten minutes are judged, so a
 * short run looks at the promises alone. {@code -Dblackroad.soak.minutes=60} for the
 * hour, {@code -Dblackroad.seed=N} for the same faults.
 */
@WholeMatrix
class SoakIT {
    private static final int BROKERS = 3;
    private static final int INSTANCES = 2;
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration RUN = Duration.ofMinutes(Integer.getInteger("blackroad.soak.minutes", 3));
    private static final int AGENTS = Integer.getInteger("blackroad.soak.agents", 30_000);
    private static final Duration APART =
            RUN.dividedBy(20).compareTo(Duration.ofSeconds(30)) < 0 ? Duration.ofSeconds(30) : RUN.dividedBy(20);
    private static final Duration LONG_LIFE = Duration.ofMinutes(10);
    private static final long SAMPLE_SECONDS = 5;
    private static final int SCRAPE_EVERY = 3;
    private static final int COLLECT_EVERY = 12;

    /**
     * A heap is all there from the start, so that memory of the process grows by what is outside of it; what is inside is
     * judged by what lives.
     */
    private static final List<String> WHOLE_HEAP = List.of("-Xms256m", "-XX:+AlwaysPreTouch");

    private final long seed = Long.getLong("blackroad.seed", System.nanoTime());
    private final Vitals vitals = new Vitals();
    private final long began = System.nanoTime();
    private LoadedWorld loaded;
    private World world;
    private Crowd crowd;
    private volatile boolean calm = true;
    private int round;

    @Test
    void whatProcessesTakeStaysFlatAndNoPromiseIsBroken(@TempDir Path folder) throws Exception {
        System.out.printf("%d minutes; repeat with -Dblackroad.seed=%d%n", RUN.toMinutes(), seed);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (LoadedWorld started = LoadedWorld.start(folder, BROKERS, Map.of(), INSTANCES, WHOLE_HEAP, "--fresh=25s")) {
            loaded = started;
            world = started.world();
            crowd = new Crowd(
                    world.brokers().bootstrapServers(), world.registry().schemas(), AGENTS, INTERVAL);
            loaded.add(crowd);
            for (String region : LoadedWorld.REGIONS) {
                LoadedWorld.SERVICES.forEach(service -> loaded.knows(region + "/" + service, AGENTS / 9));
            }
            crowd.start();
            loaded.awaitWhole(Instant.now(), AGENTS);
            System.out.printf(Locale.ROOT, "%6.0f s  %,d agents are known%n", now(), AGENTS);
            Questions questions = new Questions(world.streams(), crowd::nameOf, AGENTS, world.history());
            loaded.add(questions);
            questions.start();
            clock.scheduleWithFixedDelay(this::look, 0, SAMPLE_SECONDS, TimeUnit.SECONDS);
            int blows = breakAll();
            clock.shutdownNow();
            assertThat(clock.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
            questions.close();
            crowd.close();
            judge(blows);
        } finally {
            clock.shutdownNow();
        }
    }

    private double now() {
        return (System.nanoTime() - began) / 1e9;
    }

    private int breakAll() {
        double start = now();
        List<Blow> plan = Blow.plan(seed, RUN, APART, INSTANCES, BROKERS);
        for (Blow blow : plan) {
            passUntil(start + blow.at().toMillis() / 1e3);
            strike(blow);
        }
        passUntil(start + RUN.toSeconds());
        return plan.size();
    }

    private void passUntil(double at) {
        Clocks.pass(Duration.ofMillis((long) Math.max(0, 1_000 * (at - now()))));
    }

    private void strike(Blow blow) {
        String what = blow.kind().text();
        calm = false;
        loaded.breaks(what);
        Instant broken = Instant.now();
        double at = now();
        Runnable mend = hit(blow);
        loaded.awaitWhole(broken, AGENTS);
        double whole = now() - at;
        vitals.add(Measure.RECOVERY, what + ": load whole", 0, at, whole);
        double mending = now();
        mend.run();
        awaitCopies();
        double mended = now() - mending;
        vitals.add(Measure.RECOVERY, what + ": mended", 0, at, mended);
        System.out.printf(
                Locale.ROOT,
                "%6.0f s  %-26s %d  whole after %5.1f s, mended in %5.1f s%n",
                at,
                what,
                blow.victim(),
                whole,
                mended);
        calm = true;
    }

    /** Breaks it; what is given back makes it as it was. */
    private Runnable hit(Blow blow) {
        int victim = blow.victim();
        switch (blow.kind()) {
            case KILL_INSTANCE -> {
                Streams instance = world.streams(victim);
                instance.kill();
                return () -> instance.start().awaitReady();
            }
            case KILL_BROKER -> {
                world.brokers().get(victim).kill();
                return () -> world.brokers().restart(victim);
            }
            case KILL_CONTROLLER -> {
                loaded.controller().kill();
                return loaded::startController;
            }
            case STOP_INSTANCE -> standStill(world.streams(victim).pid(), blow.lasts());
            case STOP_BROKER -> standStill(world.brokers().get(victim).pid(), blow.lasts());
        }
        return () -> world.streams().forEach(Streams::awaitReady);
    }

    private static void standStill(long pid, Duration time) {
        Signals.stop(pid);
        Clocks.pass(time);
        Signals.goOn(pid);
    }

    /** The next fault must not hit the last copy. */
    private void awaitCopies() {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", world.brokers().bootstrapServers()))) {
            await("all copies in sync")
                    .atMost(Duration.ofMinutes(3))
                    .ignoreExceptions()
                    .until(() -> {
                        var names = admin.listTopics().names().get();
                        return admin.describeTopics(names).allTopicNames().get().values().stream()
                                .flatMap(topic -> topic.partitions().stream())
                                .allMatch(partition -> partition.isr().size()
                                        == partition.replicas().size());
                    });
        }
    }

    private void look() {
        try {
            double at = now();
            for (int i = 0; i < INSTANCES; i++) {
                size("instance " + i, world.streams(i).pid(), at);
            }
            for (int i = 0; i < BROKERS; i++) {
                size("broker " + i, world.brokers().get(i).pid(), at);
            }
            size("controller", loaded.controller().pid(), at);
            for (int i = 0; i < INSTANCES; i++) {
                if (round % SCRAPE_EVERY == 0) {
                    scrape(i, at);
                }
                if (round % COLLECT_EVERY == 0) {
                    long pid = world.streams(i).pid();
                    String name = "instance " + i;
                    LiveHeap.of(pid).ifPresent(bytes -> vitals.add(Measure.LIVE_HEAP, name, pid, at, bytes));
                }
            }
            round++;
            if (calm) {
                long lag = Lag.of(world.brokers().bootstrapServers());
                if (calm) {
                    vitals.add(Measure.LAG, "all instances", 0, at, lag);
                }
            }
        } catch (RuntimeException e) {
            System.out.printf(Locale.ROOT, "%6.0f s  not measured: %s%n", now(), e);
        }
    }

    private void size(String name, long pid, double at) {
        ProcessSize.of(pid).ifPresent(size -> {
            vitals.add(Measure.RESIDENT, name, pid, at, size.residentBytes());
            vitals.add(Measure.HANDLES, name, pid, at, size.handles());
        });
    }

    private void scrape(int number, double at) {
        Streams instance = world.streams(number);
        long pid = instance.pid();
        Streams.Answer answer = instance.isAlive() ? instance.get("/metrics") : new Streams.Answer(0, "");
        if (answer.status() == 200) {
            long series =
                    answer.body().lines().filter(line -> !line.startsWith("#")).count();
            vitals.add(Measure.SERIES, "instance " + number, pid, at, series);
        }
    }

    private void judge(int blows) {
        vitals.table(LONG_LIFE).forEach(System.out::println);
        List<String> problems = new ArrayList<>();
        loaded.judge(
                record -> crowd.receipts().stored(record.topic(), record.partition(), record.offset(), record.value()),
                problems::add);
        problems.addAll(crowd.receipts().lost());
        problems.addAll(vitals.findings(LONG_LIFE));
        System.out.printf(
                Locale.ROOT,
                "%,d agents, %,.0f facts/s for %d minutes, %d faults: %,d facts acknowledged, %,d given up%n",
                AGENTS,
                crowd.perSecond(),
                RUN.toMinutes(),
                blows,
                crowd.receipts().acknowledged(),
                crowd.refused());
        problems.forEach(System.out::println);
        assertThat(blows).isPositive();
        if (RUN.compareTo(LONG_LIFE.multipliedBy(2)) >= 0) {
            for (Measure each :
                    List.of(Measure.RESIDENT, Measure.LIVE_HEAP, Measure.HANDLES, Measure.SERIES, Measure.LAG)) {
                assertThat(vitals.judged(each, LONG_LIFE)).as(each.toString()).isPositive();
            }
        }
        assertThat(problems).isEmpty();
    }
}
