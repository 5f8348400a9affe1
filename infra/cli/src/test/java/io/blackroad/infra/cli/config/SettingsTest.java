package io.blackroad.infra.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.infra.cli.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void defaultsAreValid() {
        Settings settings = Settings.from(new EffectiveSettings());

        assertThat(settings.agents()).isEqualTo(1000);
        assertThat(settings.controlFile()).isEmpty();
    }

    @Test
    void laterLayersWin() throws IOException {
        Path file = write("agents = 5\nhttp.port = 8001\ntick = 2s\n");

        EffectiveSettings effective = new EffectiveSettings()
                .withFile(file)
                .withEnvironment(Map.of("BLACKROAD_HTTP_PORT", "8002", "BLACKROAD_TICK", "3s"))
                .with(new Flags().with(Setting.TICK, "4s", "--tick").values());

        Settings settings = Settings.from(effective);
        assertThat(List.of(
                        settings.agents(), settings.httpPort(), settings.tick().toSeconds()))
                .isEqualTo(List.of(5, 8002, 4L));
        assertThat(effective.get(Setting.AGENTS).source()).isEqualTo(file + ":1");
        assertThat(effective.get(Setting.HTTP_PORT).source()).isEqualTo("environment BLACKROAD_HTTP_PORT");
        assertThat(effective.get(Setting.TICK).source()).isEqualTo("flag --tick");
    }

    @Test
    void namesEveryErrorAtOnceWithTheNearestRightName() throws IOException {
        Path file = write("agentz = 5\n# fine\nhttp.port = 99999\nno setting here\nagents = 1\nagents = 2\n"
                + "registry.url = nowhere\n");

        assertThatThrownBy(() -> Settings.from(new EffectiveSettings()
                        .withFile(file)
                        .withEnvironment(
                                Map.of("BLACKROAD_STREAM_THREADS", "2", "BLACKROAD_SERVICE_HOST", "10.0.0.1"))))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.errors())
                                .containsExactlyInAnyOrder(
                                        file + ":1: no setting is called agentz; did you mean agents?",
                                        file + ":3: http.port '99999' must be a whole number from 1 to 65535",
                                        file + ":4: no setting; write key = value",
                                        file + ":6: agents is set already at " + file + ":5; keep one",
                                        file + ":7: registry.url 'nowhere' must be a URL such as "
                                                + "http://127.0.0.1:8081/apis/ccompat/v7",
                                        "environment BLACKROAD_STREAM_THREADS: no such setting; use BLACKROAD_STREAMS_THREADS"));
    }

    @Test
    void passesKafkaSettingsOn() throws IOException {
        Path file = write("kafka.security.protocol = SASL_SSL\n");

        Settings settings = Settings.from(new EffectiveSettings()
                .withFile(file)
                .withEnvironment(Map.of("BLACKROAD_KAFKA_SASL_JAAS_CONFIG", "x required;")));

        assertThat(settings.kafka())
                .isEqualTo(Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", "x required;"));
    }

    @Test
    void oneFileTellsEveryKafkaClientAndSingleSettingsWin() throws IOException {
        Path client = Files.writeString(
                folder.resolve("client.properties"),
                "security.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\nssl.truststore.location=/etc/ca.pem\n");

        Settings settings = Settings.from(new EffectiveSettings()
                .withEnvironment(Map.of(
                        "BLACKROAD_KAFKA_CONFIG",
                        client.toString(),
                        "BLACKROAD_KAFKA_SASL_MECHANISM",
                        "SCRAM-SHA-256")));

        assertThat(settings.kafka())
                .isEqualTo(Map.of(
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.mechanism",
                        "SCRAM-SHA-256",
                        "ssl.truststore.location",
                        "/etc/ca.pem"));
        assertThatThrownBy(() -> Settings.from(
                        new EffectiveSettings().withEnvironment(Map.of("BLACKROAD_KAFKA_CONFIG", "nowhere"))))
                .hasMessageContaining("kafka.config 'nowhere' cannot be read");
    }

    @Test
    void secretsMayLieInFilesThatAreCalledAsTheirVariables() throws IOException {
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("BLACKROAD_DATABASE_PASSWORD"), "from-file\n");
        Files.writeString(secrets.resolve("BLACKROAD_REGISTRY_PASSWORD"), "from-file\n");
        Files.writeString(secrets.resolve("BLACKROAD_KAFKA_SASL_JAAS_CONFIG"), "x required;");
        Files.writeString(secrets.resolve("other"), "ignored");

        EffectiveSettings effective = new EffectiveSettings()
                .withEnvironment(Map.of(
                        "BLACKROAD_SECRETS_DIR", secrets.toString(), "BLACKROAD_REGISTRY_PASSWORD", "from-variable"));

        Settings settings = Settings.from(effective);
        assertThat(settings.databasePassword()).isEqualTo("from-file");
        assertThat(settings.registryPassword()).isEqualTo("from-variable");
        assertThat(settings.kafka()).isEqualTo(Map.of("sasl.jaas.config", "x required;"));
        assertThat(effective.get(Setting.DATABASE_PASSWORD).source()).endsWith("secrets/BLACKROAD_DATABASE_PASSWORD");
    }

    @Test
    void showsSourcesAndHidesSecrets() throws IOException {
        write("registry.user = me\nkafka.ssl.key.password = hunter2\nkafka.ssl.keystore.key = hunter2\n"
                + "database.url = jdbc:postgresql://db:5432/x?user=me&password=hunter2&ssl=true\ntoken.file = /run/token\n"
                + "kafka.sasl.oauthbearer.token.endpoint.url = https://id:hunter2@idp/token\n");
        World world = new World(folder).with("BLACKROAD_REGISTRY_PASSWORD", "hunter2");

        assertThat(world.run("config", "show")).isZero();

        assertThat(world.out())
                .doesNotContain("hunter2")
                .containsPattern("registry.password +  = \\*\\*\\* +# environment BLACKROAD_REGISTRY_PASSWORD")
                .containsPattern("registry.user +  = me +# .*blackroad.properties:1")
                .containsPattern("agents +  = 1000 +# default")
                .contains("jdbc:postgresql://db:5432/x?user=me&password=***&ssl=true")
                .contains("https://id:***@idp/token")
                .containsPattern("token.file +  = /run/token +#");
    }

    @Test
    void neverPrintsASecretInAnErrorOrAsText() throws IOException {
        write("registry.password = hunter2\nagents = none\n");
        World world = new World(folder);

        assertThat(world.run("config", "show")).isEqualTo(2);
        assertThat(world.err()).contains("agents 'none'").doesNotContain("hunter2");

        EffectiveSettings effective =
                new EffectiveSettings().withEnvironment(Map.of("BLACKROAD_REGISTRY_PASSWORD", "hunter2"));
        assertThat(Settings.from(effective).toString()).doesNotContain("hunter2");
    }

    @Test
    void aMissingFileThatWasNamedIsAnError() {
        World world = new World(folder);

        assertThat(world.run("config", "show", "--config", "nowhere.properties"))
                .isEqualTo(2);
        assertThat(world.err()).contains("nowhere.properties: cannot be read");
    }

    @Test
    void findsTheRunningStackButNotADeadOne() {
        write(folder, ProcessHandle.current().pid());
        World alive = new World(folder);
        assertThat(alive.run("config", "show")).isZero();
        assertThat(alive.out()).containsPattern("bootstrap.servers +  = 127.0.0.1:12345 +# data/stack.json");

        write(folder, Long.MAX_VALUE);
        World dead = new World(folder);
        assertThat(dead.run("config", "show")).isZero();
        assertThat(dead.out()).containsPattern("bootstrap.servers +  = 127.0.0.1:9092 +# default");
    }

    private static void write(Path folder, long pid) {
        Path data = folder.resolve("data");
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        new StackFile(
                        pid,
                        "http://127.0.0.1:12344",
                        "127.0.0.1:12345",
                        "http://127.0.0.1:12346/x",
                        "",
                        "",
                        "",
                        "",
                        "",
                        Map.of())
                .write(data);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("blackroad.properties"), text);
    }
}
