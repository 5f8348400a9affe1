package io.blackroad.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryClientTest {
    private static final Schema SCHEMA =
            SchemaBuilder.record("R").fields().requiredInt("n").endRecord();
    private static final String SCHEMA_ANSWER = "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R\\\","
            + "\\\"fields\\\":[{\\\"name\\\":\\\"n\\\",\\\"type\\\":\\\"int\\\"}]}\"}";
    private static final Duration NOTHING = Duration.ZERO;

    private FakeRegistry registry;
    private RegistryClient client;

    @BeforeEach
    void start() throws IOException {
        registry = new FakeRegistry();
        client = client(registry.url(), 3);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private static RegistryClient client(URI url, int attempts) {
        return new RegistryClient(RegistrySettings.of(url).withPatience(Duration.ofSeconds(10), attempts, NOTHING));
    }

    @Test
    void registersOnce() {
        registry.answers(200, "{\"id\":42}");
        assertThat(client.register("a topic/value", SCHEMA)).isEqualTo(42);
        assertThat(client.register("a topic/value", SCHEMA)).isEqualTo(42);
        assertThat(registry.calls).hasSize(1);
        assertThat(registry.calls.get(0)).startsWith("POST /root/subjects/a%20topic%2Fvalue/versions {\"schema\":");
    }

    @Test
    void asksForAnIdOnce() {
        registry.answers(200, SCHEMA_ANSWER);
        assertThat(client.byId(5)).isEqualTo(SCHEMA);
        assertThat(client.byId(5)).isEqualTo(SCHEMA);
        assertThat(registry.calls).containsExactly("GET /root/schemas/ids/5");
    }

    @Test
    void unknownIdIsAFaultOfTheFactAndAskedOnce() {
        registry.answers(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> client.byId(5))
                    .isInstanceOf(UnknownSchemaException.class)
                    .hasMessageContaining(registry.url() + "schemas/ids/5");
        }
        assertThat(registry.calls).hasSize(1);
    }

    @Test
    void idBelowOneIsUnknownWithoutAsking() {
        assertThatThrownBy(() -> client.byId(0)).isInstanceOf(UnknownSchemaException.class);
        assertThatThrownBy(() -> client.byId(-9)).isInstanceOf(UnknownSchemaException.class);
        assertThat(registry.calls).isEmpty();
    }

    @Test
    void schemasThatAreNoAvroAreUnknown() {
        registry.answers(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax\"}")
                .answers(200, "{\"schema\":\"{\\\"type\\\":\\\"nonsense\\\"}\"}")
                .answers(200, "{\"schema\":\"\\\"int\\\"\",\"references\":[{\"name\":\"x\"}]}");
        assertThatThrownBy(() -> client.byId(1))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("PROTOBUF");
        assertThatThrownBy(() -> client.byId(2))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("no valid Avro");
        assertThatThrownBy(() -> client.byId(3))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("1 references");
    }

    @Test
    void wrongAddressIsNoFaultOfTheFact() {
        registry.answers(404, "<html>nothing here</html>");
        assertThatThrownBy(() -> client.byId(5))
                .isInstanceOf(SchemaRegistryException.class)
                .isNotInstanceOf(SerializationException.class)
                .hasMessageContaining("404 <html>nothing here</html>")
                .hasMessageContaining("/root/schemas/ids/5");
    }

    @Test
    void errorsOfTheServerAreTriedAgain() {
        registry.answers(503, "later").answers(500, "later").answers(200, "{\"id\":1}");
        assertThat(client.register("s", SCHEMA)).isEqualTo(1);
        assertThat(registry.calls).hasSize(3);
    }

    @Test
    void serverThatOnlyFailsIsUnreachable() {
        registry.answers(503, "no database");
        assertThatThrownBy(() -> client.register("s", SCHEMA))
                .isInstanceOf(RegistryUnreachableException.class)
                .hasMessageContaining("POST " + registry.url() + "subjects/s/versions")
                .hasMessageContaining("3 times")
                .hasMessageContaining("503 no database");
        assertThat(registry.calls).hasSize(3);
    }

    @Test
    void nobodyThereIsUnreachable() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        RegistryClient lost = client(URI.create("http://127.0.0.1:" + port), 2);
        assertThatThrownBy(() -> lost.byId(1))
                .isInstanceOf(RegistryUnreachableException.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("2 times");
    }

    @Test
    void serverThatNeverAnswersIsUnreachable() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0)) {
            URI url = URI.create("http://127.0.0.1:" + deaf.getLocalPort());
            RegistryClient client =
                    new RegistryClient(RegistrySettings.of(url).withPatience(Duration.ofMillis(100), 1, NOTHING));
            assertThatThrownBy(() -> client.byId(1))
                    .isInstanceOf(RegistryUnreachableException.class)
                    .hasMessageContaining("timed out");
        }
    }

    @Test
    void refusalNamesSubjectAndReason() {
        registry.answers(409, "{\"error_code\":409,\"message\":\"READER_FIELD_MISSING_DEFAULT_VALUE n\"}");
        assertThatThrownBy(() -> client.register("s-value", SCHEMA))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("subject s-value")
                .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE n");
        assertThat(registry.calls).hasSize(1);
    }

    @Test
    void whatIsNotThereIsEmpty() {
        registry.answers(404, "{\"error_code\":40401}");
        assertThat(client.versions("s")).isEmpty();
        assertThat(client.latest("s")).isEmpty();
        assertThat(client.lookUp("s", SCHEMA)).isEmpty();
        assertThat(client.incompatibilities("s", SCHEMA)).isEmpty();
    }

    @Test
    void readsVersionsLevelsAndReasons() {
        String version = SCHEMA_ANSWER.replaceFirst("\\{", "{\"subject\":\"s\",\"version\":3,\"id\":9,");
        registry.answers(200, "[1,2,3]")
                .answers(200, version)
                .answers(200, version)
                .answers(200, "{\"is_compatible\":false,\"messages\":[\"because\"]}")
                .answers(200, "{\"compatibilityLevel\":\"FULL\"}")
                .answers(404, "{\"error_code\":40408}")
                .answers(200, "{\"compatibility\":\"NONE\"}")
                .answers(200, "[\"s\"]");
        assertThat(client.versions("s")).containsExactly(1, 2, 3);
        assertThat(client.latest("s")).contains(new RegisteredSchema("s", 3, 9, SCHEMA));
        assertThat(client.version("s", 3)).contains(new RegisteredSchema("s", 3, 9, SCHEMA));
        assertThat(client.incompatibilities("s", SCHEMA)).containsExactly("because");
        assertThat(client.compatibility()).isEqualTo(Compatibility.FULL);
        assertThat(client.compatibility("s")).isEmpty();
        client.setCompatibility("s", Compatibility.NONE);
        assertThat(client.subjects()).containsExactly("s");
        assertThat(registry.calls).contains("PUT /root/config/s {\"compatibility\":\"NONE\"}");
    }

    @Test
    void aHistoryIsEverySchemaOfASubject() {
        registry.answers(200, "[1,3]")
                .answers(200, "{\"schema\":\"\\\"int\\\"\"}")
                .answers(200, SCHEMA_ANSWER)
                .answers(404, "{\"error_code\":40401}");
        assertThat(client.history("s")).containsExactly(Schema.create(Schema.Type.INT), SCHEMA);
        assertThat(client.history("nobody's")).isEmpty();
        assertThat(registry.calls).contains("GET /root/subjects/s/versions/1", "GET /root/subjects/s/versions/3");
    }

    @Test
    void sendsBasicAuthentication() {
        registry.answers(200, "[]");
        URI url = registry.url();
        new RegistryClient(RegistrySettings.of(url).withBasicAuth("ann", "secret")).subjects();
        new RegistryClient(RegistrySettings.of(URI.create(url.toString().replace("//", "//ann:secret@")))).subjects();
        RegistryClient.of(url).subjects();
        assertThat(registry.authorizations).containsExactly("Basic YW5uOnNlY3JldA==", "Basic YW5uOnNlY3JldA==", "none");
    }
}
