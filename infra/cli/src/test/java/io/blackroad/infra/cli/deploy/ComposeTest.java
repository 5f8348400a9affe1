package io.blackroad.infra.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Compose itself is not asked here: it needs Docker's plugin. */
class ComposeTest {
    private static final Path FILE = Deployed.FOLDER.resolve("compose/compose.yaml");

    private static Map<String, Map<String, Object>> services() throws IOException {
        Map<String, Map<String, Map<String, Object>>> file = new Yaml().load(Files.readString(FILE));
        return new TreeMap<>(file.get("services"));
    }

    @Test
    void everyPartIsThere() throws IOException {
        assertThat(services().keySet())
                .contains("kafka", "registry", "postgres", "connect", "redis-0", "streams-1", "streams-2")
                .contains("gateway", "controller", "prometheus", "grafana");
    }

    @Test
    @SuppressWarnings("unchecked")
    void ourPartsRunCommandsAndSettingsThatExist() throws IOException {
        services().forEach((name, service) -> {
            if (service.get("image").toString().startsWith("blackroad-")) {
                Deployed.parses((List<String>) service.get("command"));
                Deployed.areSettings(((Map<String, Object>) service.get("environment")).keySet());
                assertThat(service).as(name).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"));
            }
        });
    }

    @Test
    @SuppressWarnings("unchecked")
    void portsAreOpenOnLoopbackOnly() throws IOException {
        services()
                .values()
                .forEach(service -> assertThat((List<String>) service.getOrDefault("ports", List.of()))
                        .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:")));
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatAServiceWaitsForIsAService() throws IOException {
        Set<String> names = services().keySet();
        services()
                .values()
                .forEach(service -> assertThat(names)
                        .containsAll(((Map<String, Object>) service.getOrDefault("depends_on", Map.of())).keySet()));
    }

    @Test
    void prometheusScrapesEveryPartThatHasMetrics() throws IOException {
        String config = Files.readString(Deployed.FOLDER.resolve("../prometheus/prometheus.yaml"));
        assertThat(config)
                .contains("job_name: blackroad-streams", "\"streams-1:8000\", \"streams-2:8000\"")
                .contains("\"gateway:8002\"", "\"controller:9102\"", "\"history:9102\"");
    }
}
