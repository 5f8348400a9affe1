package io.blackroad.sink.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.sink.controller.BrokerForTests;
import io.blackroad.sink.controller.RegistryForTests;
import io.blackroad.sink.controller.TargetId;
import io.blackroad.sink.controller.TestDecisions;
import io.blackroad.topic.Topics;
import io.blackroad.topic.TraceContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sink on a real broker, before a collector that does not answer at first. */
class TraceSinkIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String REGION = "traced";

    private final List<JsonNode> spans = new ArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger(2);
    private HttpServer collector;

    @BeforeEach
    void listen() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", this::take);
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    @Test
    void whatTheCollectorDidNotTakeIsSentAgain() {
        TraceSinkConfig config = new TraceSinkConfig(
                BrokerForTests.bootstrapServers(),
                Map.of(),
                URI.create("http://127.0.0.1:" + collector.getAddress().getPort()),
                Map.of("Authorization", "Bearer secret"));
        assertThat(config.toString()).doesNotContain("secret");
        try (TraceSink sink = new TraceSink(config, RegistryForTests.REGISTRY);
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", BrokerForTests.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            sink.start();
            AtomicInteger sequence = new AtomicInteger();
            // What was appended before the sink had its place is not its own, so decisions go on until it hears one.
            await().atMost(LIMIT).until(() -> {
                decide(producer, sequence.incrementAndGet());
                return sink.exported() > 0;
            });
        }
        assertThat(refusals.get()).isNegative();
        synchronized (spans) {
            assertThat(spans).isNotEmpty().allSatisfy(span -> {
                String id = text(span, "blackroad.decision");
                assertThat(span.at("/traceId").textValue()).isEqualTo(trace(id).traceId());
                assertThat(span.at("/spanId").textValue()).isEqualTo(trace(id).spanId());
                assertThat(span.at("/name").textValue()).isEqualTo("decide traced/api");
            });
        }
    }

    private static void decide(KafkaProducer<byte[], byte[]> producer, int sequence) {
        TargetId target = new TargetId(REGION, "api");
        ScaleDecided decided = TestDecisions.up(target, sequence, 3, Instant.now());
        byte[] value = new FactWriter<>(RegistryForTests.REGISTRY, Topics.SCALE_DECIDED.subject(), ScaleDecided.class)
                .write(decided);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.SCALE_DECIDED.name(), target.key().getBytes(StandardCharsets.UTF_8), value);
        record.headers().add(trace(decided.getDecisionId()).header());
        producer.send(record);
        producer.flush();
    }

    private static TraceContext trace(String decision) {
        return TraceContext.begin("test of " + decision);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean ours = "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            JsonNode request = new ObjectMapper().readTree(exchange.getRequestBody());
            int status = !ours ? 401 : refusals.getAndDecrement() > 0 ? 503 : 200;
            if (status == 200) {
                synchronized (spans) {
                    request.at("/resourceSpans/0/scopeSpans/0/spans").forEach(span -> {
                        if (text(span, "blackroad.target").startsWith(REGION + "/")) {
                            spans.add(span);
                        }
                    });
                }
            }
            byte[] answer = "{}".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String text(JsonNode span, String attribute) {
        for (JsonNode each : span.at("/attributes")) {
            if (each.at("/key").textValue().equals(attribute)) {
                return each.at("/value/stringValue").textValue();
            }
        }
        return "";
    }
}
