package io.blackroad.infra.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.stack.ChildJvm;
import io.blackroad.infra.stack.FreePort;
import io.blackroad.infra.system.part.Clocks;
import io.blackroad.infra.system.soak.Flood;
import io.blackroad.infra.system.soak.Flood.Kind;
import io.blackroad.infra.system.soak.Flood.Tally;
import io.blackroad.infra.system.soak.HttpProbe;
import io.blackroad.infra.system.soak.ProcessSize;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.TaskChanged;
import io.blackroad.topic.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Agents post three times as many facts as Kafka takes from their gateway: samples are turned away first and counted,
 * whatever was acknowledged is in the log, nothing is scaled down, and all is well again soon after. What Kafka takes is
 * bounded by a quota on the gateway's producer, so that it is Kafka that is slow and not the machine that the senders share.
 * {@code -Dblackroad.soak.overload=600} for ten minutes.
 */
@WholeMatrix
class OverloadIT {
    private static final int AGENTS = 14_000;
    private static final int FEW = 1_000;
    private static final double TIMES = 3;
    private static final double CALM = 0.75;

    /** The most there is. Of two rounds in a row one may be no sample, so that in the calm an agent's samples are some 17 s apart. */
    private static final String FRESH = "--fresh=25s";

    private static final double REGISTRATIONS = 4_000;
    private static final double BYTES_A_SECOND =
            Double.parseDouble(System.getProperty("blackroad.soak.quota", "150000"));
    private static final Duration MEASURED = Duration.ofSeconds(20);
    private static final Duration OVERLOAD = Duration.ofSeconds(Integer.getInteger("blackroad.soak.overload", 45));

    /** Or a producer that was too fast is kept waiting for ten seconds at once. */
    private static final Map<String, String> SHORT_QUOTAS = Map.of("quota.window.num", "2");

    private final long epoch = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - 1_000_000;
    private final Map<Kind, BitSet> acknowledged = new EnumMap<>(Kind.class);
    private final Map<Kind, BitSet> stored = new EnumMap<>(Kind.class);
    private final List<String> problems = new ArrayList<>();

    @Test
    void samplesAreShedFirstAndWhatWasAcknowledgedIsKept(@TempDir Path folder) throws Exception {
        int port = FreePort.find();
        URI url = URI.create("http://127.0.0.1:" + port);
        HttpProbe probe = new HttpProbe(url);
        try (LoadedWorld loaded = LoadedWorld.start(folder, 1, SHORT_QUOTAS, 1, List.of(), FRESH)) {
            World world = loaded.world();
            loaded.knows(Flood.REGION + "/" + Flood.SERVICE, AGENTS);
            ChildJvm gateway = loaded.start(
                    "gateway",
                    List.of(
                            "gateway",
                            "--bootstrap-servers=" + world.brokers().bootstrapServers(),
                            "--registry-url=" + world.registry().url(),
                            "--new-agents=1000000",
                            "--port=" + port),
                    Map.of());
            loaded.add(gateway);
            gateway.await(() -> probe.status("/ready") == 200, Duration.ofMinutes(1));
            Flood flood = new Flood(url, AGENTS, epoch);
            loaded.add(flood);
            flood.register(REGISTRATIONS);
            limit(world.brokers().bootstrapServers());
            double capacity = capacity(flood, probe);
            System.out.printf(Locale.ROOT, "capacity %,.0f facts/s%n", capacity);
            long shedBefore = shed(probe, Kind.SAMPLE);

            loaded.breaks("three times the capacity");
            flood.rate(TIMES * capacity);
            Clocks.pass(OVERLOAD);
            report("overload", flood, OVERLOAD);
            long shedSamples = shed(probe, Kind.SAMPLE) - shedBefore;
            long memory = ProcessSize.of(gateway.pid()).orElseThrow().residentBytes();
            Instant calmed = Instant.now();
            flood.rate(CALM * capacity);
            Duration turnedAway = untilNothingIsTurnedAway(flood);
            loaded.awaitWhole(calmed, AGENTS);
            Duration whole = Duration.between(calmed, Instant.now());
            flood.close();
            report("afterwards", flood, whole);
            System.out.printf(
                    Locale.ROOT,
                    "capacity %,.0f facts/s, overload %.1f x %d s; shed %,d samples, %,d of tasks, %,d of lives; gateway %,d MB;"
                            + " nothing turned away after %.1f s, load whole after %.1f s%n",
                    capacity,
                    TIMES,
                    OVERLOAD.toSeconds(),
                    shedSamples,
                    shed(probe, Kind.TASK),
                    shed(probe, Kind.LIFE),
                    memory >> 20,
                    turnedAway.toMillis() / 1e3,
                    whole.toMillis() / 1e3);
            if (shedSamples == 0) {
                problems.add("void: nothing was shed");
            }
            judge(loaded, flood);
        }
        problems.forEach(System.out::println);
        assertThat(problems).isEmpty();
    }

    private static void limit(String bootstrapServers) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            ClientQuotaEntity producer =
                    new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "blackroad-gateway-producer"));
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                            producer, List.of(new ClientQuotaAlteration.Op("producer_byte_rate", BYTES_A_SECOND)))))
                    .all()
                    .get();
        }
    }

    /**
     * Facts a second that are stored when a few agents send as soon as they are answered; nothing is shed then. A quota that
     * is new makes whoever was faster pause first, which is not looked at.
     */
    private double capacity(Flood flood, HttpProbe probe) {
        flood.rate(1e9, FEW);
        Clocks.pass(MEASURED);
        keep(flood.forget());
        long shed = shed(probe, Kind.SAMPLE);
        Clocks.pass(MEASURED);
        assertThat(shed(probe, Kind.SAMPLE)).as("shed at capacity").isEqualTo(shed);
        Map<Kind, Tally> measured = flood.forget();
        keep(measured);
        long all = measured.values().stream()
                .mapToLong(tally -> tally.acknowledged().cardinality())
                .sum();
        return all / (double) MEASURED.toSeconds();
    }

    private void report(String name, Flood flood, Duration time) {
        Map<Kind, Tally> tallies = flood.forget();
        keep(tallies);
        System.out.println(name);
        Flood.table(tallies, time.toMillis() / 1e3).forEach(System.out::println);
        tallies.forEach((kind, tally) -> {
            if (tally.withoutRetryAfter() > 0) {
                problems.add(tally.withoutRetryAfter() + " refusals without Retry-After: " + kind);
            }
            if (kind != Kind.SAMPLE && tally.refused() > 0) {
                problems.add(tally.refused() + " facts of kind " + kind + " were refused");
            }
        });
    }

    private void keep(Map<Kind, Tally> tallies) {
        tallies.forEach((kind, tally) ->
                acknowledged.computeIfAbsent(kind, any -> new BitSet()).or(tally.acknowledged()));
    }

    private static Duration untilNothingIsTurnedAway(Flood flood) {
        Instant began = Instant.now();
        Instant[] last = {began};
        long[] refused = {-1};
        await("nothing is turned away for five seconds")
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    long now = flood.of(Kind.SAMPLE).refused();
                    if (now != refused[0]) {
                        refused[0] = now;
                        last[0] = Instant.now();
                    }
                    return Instant.now().isAfter(last[0].plusSeconds(5));
                });
        return Duration.between(began, last[0]);
    }

    private static long shed(HttpProbe probe, Kind kind) {
        return (long) probe.metric("blackroad_gateway_shed_total{kind=\"" + kind.type() + "\"}");
    }

    private void judge(LoadedWorld loaded, Flood flood) {
        Reader reader = new Reader(loaded.world().registry().schemas());
        loaded.judge(
                record -> {
                    Numbered fact = reader.read(record);
                    BitSet kind = stored.computeIfAbsent(fact.kind, any -> new BitSet());
                    int number = flood.number(fact.agent, fact.sequence);
                    if (kind.get(number)) {
                        problems.add("stored twice: " + fact);
                    }
                    kind.set(number);
                },
                problems::add);
        if (flood.failed() > 0) {
            problems.add(flood.failed() + " requests got no answer");
        }
        acknowledged.forEach((kind, numbers) -> {
            BitSet lost = (BitSet) numbers.clone();
            lost.andNot(stored.getOrDefault(kind, new BitSet()));
            System.out.printf(
                    Locale.ROOT,
                    "%s: %,d acknowledged, %,d of them lost%n",
                    kind,
                    numbers.cardinality(),
                    lost.cardinality());
            if (!lost.isEmpty()) {
                problems.add("lost: " + lost.cardinality() + " of " + kind);
            }
        });
    }

    /** A fact of the flood, found in the log. */
    private record Numbered(Kind kind, int agent, int sequence) {}

    /** Finds out which fact of the flood a record is. */
    private static final class Reader {
        private final FactReader<MetricSampled> samples;
        private final FactReader<TaskChanged> tasks;
        private final FactReader<LifecycleChanged> lives;

        Reader(SchemaRegistry registry) {
            samples = new FactReader<>(registry, MetricSampled.class);
            tasks = new FactReader<>(registry, TaskChanged.class);
            lives = new FactReader<>(registry, LifecycleChanged.class);
        }

        Numbered read(ConsumerRecord<byte[], byte[]> record) {
            if (record.topic().equals(Topics.METRIC_SAMPLED.name())) {
                MetricSampled fact = samples.read(record.value(), null);
                return numbered(Kind.SAMPLE, fact.getAgentId(), fact.getSequence());
            }
            if (record.topic().equals(Topics.TASK_CHANGED.name())) {
                TaskChanged fact = tasks.read(record.value(), null);
                return numbered(Kind.TASK, fact.getAgentId(), fact.getSequence());
            }
            LifecycleChanged fact = lives.read(record.value(), null);
            return numbered(Kind.LIFE, fact.getAgentId(), fact.getSequence());
        }

        private static Numbered numbered(Kind kind, String agent, long sequence) {
            return new Numbered(kind, Integer.parseInt(agent.substring(agent.indexOf('-') + 1)), (int) sequence);
        }
    }
}
