package io.blackroad.infra.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.system.part.Clocks;
import io.blackroad.infra.system.part.Streams;
import io.blackroad.infra.system.soak.Bystander;
import io.blackroad.infra.system.soak.HeldConnections;
import io.blackroad.infra.system.soak.HttpProbe;
import io.blackroad.infra.system.soak.ProcessSize;
import io.blackroad.infra.system.soak.Strangers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An instance with a gateway under clients that drip, thousands that only connect, and a million ids that nobody knows: it
 * stays bounded, and an agent of good manners is served meanwhile, hardly later than in the calm before and after each of
 * them. {@code -Dblackroad.soak.crowd=60} for a minute of each.
 */
@WholeMatrix
class GatewayCrowdIT {
    private static final int DRIPPING = 1_000;
    private static final int IDLE = 10_000;
    private static final double STRANGERS_A_SECOND = 1_000_000 / 60.0;
    private static final int ADMITTED_A_MINUTE = 10_000;
    private static final int WATCHED = 13;
    private static final int MOST_SERIES = 60;
    private static final long MOST_BYTES_AN_AGENT = 2_000;
    private static final double MOST_TIMES_CALM = 2;
    /** A request may take 20 s to arrive. */
    private static final Duration CUT_OFF_LIMIT = Duration.ofMinutes(1);

    private static final Duration EACH = Duration.ofSeconds(Integer.getInteger("blackroad.soak.crowd", 20));

    private Streams instance;
    private HttpProbe probe;
    private Bystander bystander;
    private final List<Phase> phases = new ArrayList<>();

    /** What the bystander noticed in a part of the run. */
    private record Phase(String what, boolean isCalm, long p99Micros) {}

    private record Size(
            double heapBytes, long residentBytes, long handles, long series, long agents, long storeBytes) {}

    @Test
    void itStaysBoundedAndTheOthersAreServed(@TempDir Path folder) throws Exception {
        try (LoadedWorld loaded = LoadedWorld.start(folder, 1, Map.of(), 1, List.of(), "--gateway")) {
            instance = loaded.world().streams(0);
            URI url = instance.url();
            probe = new HttpProbe(url);
            bystander = new Bystander(url);
            await("the bystander is known").atMost(Duration.ofMinutes(1)).until(bystander::register);
            awaitKafkaMetrics();
            bystander.start();
            loaded.add(bystander);
            Clocks.pass(EACH);
            Size before = calm();

            try (HeldConnections drips = new HeldConnections(url, DRIPPING, GatewayCrowdIT::halfARequest)) {
                for (int second = 0; second < EACH.toSeconds(); second++) {
                    Clocks.pass(Duration.ofSeconds(1));
                    drips.drip();
                }
                await("all that drip are cut off").atMost(CUT_OFF_LIMIT).until(() -> {
                    drips.drip();
                    return drips.closed() == DRIPPING - drips.refused();
                });
                assertThat(drips.closed()).isPositive();
                told(DRIPPING + " that drip, " + drips.closed() + " cut off by then");
            }
            calm();
            try (HeldConnections idle = new HeldConnections(url, IDLE, any -> STREAM)) {
                Clocks.pass(EACH);
                told(IDLE + " that read the stream: " + idle.answers() + ", " + idle.closed() + " closed, "
                        + idle.refused() + " not let in");
                assertThat(idle.answers().getOrDefault("200", 0)).isBetween(1, 256);
            }
            calm();
            Strangers strangers = new Strangers(url);
            strangers.come(STRANGERS_A_SECOND, EACH);
            Size after = told(String.format(
                    Locale.ROOT, "%,d unknown ids, batches by answer: %s", strangers.sent(), strangers.answers()));
            assertThat(strangers.answers()).containsKey(429);
            assertBounded(before, after);
            calm();
        }
        assertServed();
    }

    /** Micrometer looks once a minute for what Kafka has measured since, and finds most of it at the second look. */
    private void awaitKafkaMetrics() {
        long[] shown = {0};
        Instant[] since = {Instant.now()};
        await("Kafka's own metrics are all shown").atMost(Duration.ofMinutes(5)).until(() -> {
            long now = size().series;
            if (now != shown[0]) {
                shown[0] = now;
                since[0] = Instant.now();
            }
            return Instant.now().isAfter(since[0].plusSeconds(70));
        });
    }

    private static final String STREAM = "GET /v1/events/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

    private static String halfARequest(int number) {
        String head = "POST /v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\n";
        return number % 2 == 0
                ? head + "X-Slow: "
                : head + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n[";
    }

    private static void assertBounded(Size before, Size after) {
        long admitted = ADMITTED_A_MINUTE + ADMITTED_A_MINUTE * (EACH.toSeconds() + 30) / 60;
        assertThat(after.agents - before.agents).isBetween(1L, admitted);
        assertThat(after.series - before.series).isLessThanOrEqualTo(MOST_SERIES);
        assertThat(after.storeBytes - before.storeBytes).isLessThan((admitted + WATCHED) * MOST_BYTES_AN_AGENT);
    }

    /** The machine is not ours alone: what came before and what comes after tell how fast it is now. */
    private void assertServed() {
        for (int i = 0; i < phases.size(); i++) {
            Phase phase = phases.get(i);
            if (!phase.isCalm) {
                long calm = Math.max(phases.get(i - 1).p99Micros, phases.get(i + 1).p99Micros);
                double times = phase.p99Micros / (double) calm;
                System.out.printf(Locale.ROOT, "beside %s: p99 %.2f times calm%n", phase.what, times);
                assertThat(times).as(phase.what).isLessThanOrEqualTo(MOST_TIMES_CALM);
            }
        }
    }

    private Size calm() throws IOException {
        assertThat(bystander.noticed().nothing()).as("between").isTrue();
        Clocks.pass(EACH);
        return told("calm");
    }

    private Size told(String what) throws IOException {
        Bystander.Noticed noticed = bystander.noticed();
        phases.add(new Phase(what, what.equals("calm"), noticed.p99Micros()));
        Size size = size();
        System.out.printf(
                Locale.ROOT,
                "%s%n    bystander p50 %.1f ms, p99 %.1f ms, answers %s; heap %,d MB, resident %,d MB, %,d"
                        + " handles, %,d series, %,d agents, stores %,d kB%n",
                what,
                noticed.p50Micros() / 1e3,
                noticed.p99Micros() / 1e3,
                noticed.answers(),
                (long) size.heapBytes >> 20,
                size.residentBytes >> 20,
                size.handles,
                size.series,
                size.agents,
                size.storeBytes >> 10);
        assertThat(noticed.nothing()).as(what + ": " + noticed.answers()).isTrue();
        assertThat(instance.isAlive()).isTrue();
        return size;
    }

    private Size size() throws IOException {
        ProcessSize process = ProcessSize.of(instance.pid()).orElseThrow();
        List<String> metrics = probe.get("/metrics")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        double heap = metrics.stream()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
        long agents = (long) probe.metric("blackroad_gateway_agents");
        return new Size(heap, process.residentBytes(), process.handles(), metrics.size(), agents, storeBytes());
    }

    /** Asked again when a file went away while it was looked at. */
    private long storeBytes() {
        return await().ignoreExceptions().until(() -> bytesIn(instance.stateFolder()), any -> true);
    }

    private static long bytesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        }
    }
}
