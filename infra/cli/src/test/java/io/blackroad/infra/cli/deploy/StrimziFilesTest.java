package io.blackroad.infra.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.cli.Golden;
import io.blackroad.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class StrimziFilesTest {
    private static final Path FOLDER = Deployed.FOLDER.resolve("strimzi");

    @Test
    void topicsAreThoseOfTheCatalogue() {
        Golden.check(FOLDER.resolve("topics.yaml"), StrimziFiles.topics());
        List<Object> documents = new ArrayList<>();
        new Yaml().loadAll(StrimziFiles.topics()).forEach(document -> {
            if (document != null) {
                documents.add(document);
            }
        });
        assertThat(documents)
                .hasSize(Topics.all().size())
                .allSatisfy(document -> assertThat(name(document)).matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?"));
    }

    @Test
    void usersAreThePartsWithWhatTheyNeedOfTheCatalogue() {
        Golden.check(FOLDER.resolve("users.yaml"), StrimziFiles.users());
        List<Object> users = new ArrayList<>();
        new Yaml().loadAll(StrimziFiles.users()).forEach(users::add);
        users.removeIf(java.util.Objects::isNull);
        assertThat(users).hasSize(io.blackroad.topic.Part.values().length);
        assertThat(users.get(1).toString())
                .contains(
                        "{type=topic, name=fleet.agent.metric-sampled.v1, patternType=literal}, operations=[Read, Write]")
                .doesNotContain("scale-decided", "control.public");
    }

    @Test
    void theConnectorIsTheOneThatTheWorkerGets() {
        Golden.check(FOLDER.resolve("connector.yaml"), StrimziFiles.connector());
        Map<String, Object> connector = new Yaml().load(StrimziFiles.connector());
        assertThat(connector.get("spec").toString())
                .contains("io.debezium.connector.postgresql.PostgresConnector")
                .contains("slot.failover=true")
                .doesNotContain("connector.class");
    }

    @Test
    void whatIsMirroredAreTopicsOfTheCatalogue() throws IOException {
        Map<String, Object> mirror = new Yaml().load(Files.readString(FOLDER.resolve("mirror.yaml")));
        String pattern = mirror.toString().replaceFirst("(?s).*topicsPattern=([^,]*),.*", "$1");
        assertThat(Topics.all())
                .filteredOn(topic -> topic.name().matches(pattern))
                .contains(Topics.SCALE_DECIDED, Topics.SCALE_APPLIED)
                .doesNotContain(Topics.METRIC_SAMPLED, Topics.RULES);
    }

    @SuppressWarnings("unchecked")
    private static String name(Object document) {
        return (String)
                ((Map<String, Map<String, Object>>) document).get("metadata").get("name");
    }
}
