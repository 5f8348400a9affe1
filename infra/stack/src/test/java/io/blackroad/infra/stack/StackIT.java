package io.blackroad.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both servers, as a user meets them: started, stopped, killed, started again, in the way of others. */
class StackIT {
    @TempDir
    Path folder;

    @Test
    void brokerKeepsItsTopicsOverStopAndKill() throws Exception {
        try (BrokerProcess broker = start()) {
            create(broker, "before");
        }
        try (BrokerProcess broker = start()) {
            assertThat(topics(broker)).contains("before");
            create(broker, "after");
            append(broker, "after");
            broker.kill();
            assertThat(broker.isAlive()).isFalse();
        }
        try (BrokerProcess broker = start()) {
            assertThat(topics(broker)).contains("before", "after");
            append(broker, "after");
        }
    }

    @Test
    void registryKeepsItsIdsOverKill() throws Exception {
        String schema = "{\"schema\":\"\\\"string\\\"\"}";
        String answer;
        try (RegistryProcess registry = registry()) {
            answer = post(registry, "/subjects/s/versions", schema);
            assertThat(answer).contains("\"id\"");
            assertThat(get(registry, "/config")).contains("BACKWARD_TRANSITIVE");
            registry.kill();
        }
        try (RegistryProcess registry = registry()) {
            assertThat(post(registry, "/subjects/s/versions", schema)).isEqualTo(answer);
            assertThat(get(registry, "/config")).contains("BACKWARD_TRANSITIVE");
        }
    }

    @Test
    void takenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> BrokerProcess.start(folder, port, line -> {}))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("port " + port)
                    .hasMessageContaining("broker");
            assertThatThrownBy(() -> RegistryProcess.start(folder, port, line -> {}))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("port " + port)
                    .hasMessageContaining("registry");
        }
    }

    @Test
    void occupiedFolderIsNamedWithItsOwner() {
        try (BrokerProcess broker = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("process " + broker.pid());
        }
    }

    private BrokerProcess start() {
        return BrokerProcess.start(folder, 0, System.out::println);
    }

    private RegistryProcess registry() {
        return RegistryProcess.start(folder, 0, System.out::println);
    }

    private static void create(BrokerProcess broker, String topic) throws Exception {
        try (Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
    }

    private static void append(BrokerProcess broker, String topic) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", "value")).get();
        }
    }

    private static Set<String> topics(BrokerProcess broker) throws Exception {
        try (Admin admin = admin(broker)) {
            return admin.listTopics().names().get();
        }
    }

    private static Admin admin(BrokerProcess broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static String post(RegistryProcess registry, String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(registry.url() + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static String get(RegistryProcess registry, String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(registry.url() + path)).build());
    }

    private static String send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
