package io.blackroad.infra.bench.gateway;

import io.blackroad.infra.bench.measure.LoadRun;
import io.blackroad.infra.bench.measure.Reading;
import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.infra.stack.ChildCommand;
import io.blackroad.infra.stack.ChildJvm;
import io.blackroad.infra.stack.FreePort;
import io.blackroad.topic.Topics;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Loads a gateway in a process of its own. The topics are new. */
public final class GatewayPart {
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final List<GatewayLoad> LOADS = List.of(
            new GatewayLoad("single facts, 1 connection", 1, 1),
            new GatewayLoad("single facts, 32 connections", 32, 1),
            new GatewayLoad("batches of 100, 1 connection", 1, 100),
            new GatewayLoad("batches of 100, 8 connections", 8, 100));

    private final BrokerProcess broker;
    private final Path folder;
    private final GatewayPlan plan;
    private final Consumer<String> progress;
    private final FactBodies bodies = new FactBodies();

    public GatewayPart(BrokerProcess broker, Path folder, GatewayPlan plan, Consumer<String> progress) {
        this.broker = broker;
        this.folder = folder;
        this.plan = plan;
        this.progress = progress;
    }

    /** Measures. */
    public GatewayResult run() throws IOException {
        int port = FreePort.find();
        ChildCommand command = new ChildCommand(
                "gateway",
                folder,
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-Dlogback.configurationFile=bench-logback.xml"),
                ChildCommand.ownClassPath(),
                GatewayMain.class.getName(),
                List.of(broker.bootstrapServers(), Integer.toString(port)));
        long self = ProcessHandle.current().pid();
        try (ChildJvm gateway = ChildJvm.start(command)) {
            gateway.await(() -> isReady(port), START_LIMIT);
            boolean pinned = Cores.part(gateway.pid(), broker.pid(), self);
            return measure(gateway, port, pinned);
        } finally {
            Cores.free(broker.pid());
            Cores.free(self);
        }
    }

    private GatewayResult measure(ChildJvm gateway, int port, boolean pinned) {
        long before = stored();
        long acknowledged = 0;
        progress.accept("warming up the gateway");
        for (GatewayLoad load : List.of(LOADS.get(1), LOADS.get(3))) {
            acknowledged +=
                    run(load, port, Math.max(1, plan.warmupSeconds() / 2)).done();
        }
        List<GatewayRow> rows = new ArrayList<>();
        for (GatewayLoad load : LOADS) {
            progress.accept("measuring " + load.name() + " for " + plan.seconds() + " s");
            Duration cpu = Reading.cpuOf(gateway.pid());
            LoadRun run = run(load, port, plan.seconds());
            double used = Reading.cpuOf(gateway.pid()).minus(cpu).toNanos() / 1e9;
            acknowledged += run.done();
            rows.add(GatewayRow.of(load, run, used));
        }
        long resident = Reading.residentBytes(gateway.pid());
        long there = stored() - before;
        List<String> differences = there == acknowledged
                ? List.of()
                : List.of(acknowledged + " facts were acknowledged, " + there + " are stored");
        return new GatewayResult(pinned, rows, resident, differences);
    }

    private LoadRun run(GatewayLoad load, int port, int seconds) {
        return LoadRun.of(load.connections(), port, new FactTraffic(bodies, load.factsPerRequest()), seconds);
    }

    /** Facts in the topic. */
    private long stored() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.METRIC_SAMPLED.name()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private static boolean isReady(int port) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/ready").toURL().openConnection();
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
