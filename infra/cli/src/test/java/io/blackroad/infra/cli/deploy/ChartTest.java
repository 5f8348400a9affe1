package io.blackroad.infra.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Helm chart and the values of each phase, rendered by helm itself where it is installed. */
class ChartTest {
    private static final Path CHART = Deployed.FOLDER.resolve("helm/blackroad-streams");
    private static final Path PHASES = Deployed.FOLDER.resolve("helm/phases");
    private static final Path API = Deployed.FOLDER.resolve("kubernetes/api.yaml");

    /** Kinds of operators, which the client has no model of. */
    private static final Set<String> OF_OPERATORS = Set.of("ServiceMonitor", "PrometheusRule");

    static List<Path> phases() throws IOException {
        try (Stream<Path> files = Files.list(PHASES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aFileForEachPhaseOfTheGuide() throws IOException {
        assertThat(phases())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("alpha.yaml", "beta.yaml", "development.yaml", "ga.yaml", "scale.yaml");
    }

    @Test
    void theRulesOfTheChartAreTheRules() throws IOException {
        assertThat(CHART.resolve("rules.yaml"))
                .as("copy infra/prometheus/rules.yaml over it")
                .hasSameTextualContentAs(Deployed.FOLDER.resolve("../prometheus/rules.yaml"));
    }

    @Test
    void theApiOfTheGuideHasItsNumbers() throws IOException {
        List<HasMetadata> objects = objects(Files.readString(API));
        keepToTheRules(objects);
        assertThat(Files.readString(API))
                .contains("minReplicas: 5", "maxReplicas: 50", "averageUtilization: 70", "averageUtilization: 80");
    }

    @ParameterizedTest
    @MethodSource("phases")
    void everyPhaseRendersToWhatKubernetesKnows(Path values) throws Exception {
        keepToTheRules(objects(helm(0, "template", "br", CHART.toString(), "-f", values.toString())));
    }

    @Test
    void everythingAtOnceRendersToo() throws Exception {
        String[] all = {
            "template",
            "br",
            CHART.toString(),
            "--set",
            "database.url=jdbc:postgresql://db:5432/blackroad",
            "--set",
            "memory.shards={r0:6379}",
            "--set",
            "monitoring.enabled=true",
            "--set",
            "controller.adapter=keda",
            "--set",
            "gateway.autoscaling.enabled=true",
            "--set",
            "existingSecret=s",
            "--set",
            "access.existingSecret=a",
            "--set",
            "access.jwt.issuer=https://id.example",
            "--set",
            "kafka.existingSecret=k",
            "--set",
            "logs=json",
            "--set",
            "controller.targets={us-east/api=deployment/api}",
            "--set",
            "kafka.settings.security\\.protocol=SSL"
        };
        List<HasMetadata> objects = objects(helm(0, all));
        keepToTheRules(objects);
        assertThat(objects)
                .extracting(HasMetadata::getKind)
                .contains(
                        "StatefulSet",
                        "PodDisruptionBudget",
                        "HorizontalPodAutoscaler",
                        "ServiceMonitor",
                        "PrometheusRule");
    }

    /** Under an operator that makes the topics, too. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theControlTablesAreMadeWhoeverMakesTheTopics(boolean topics) throws Exception {
        List<HasMetadata> objects = objects(helm(
                0,
                "template",
                "br",
                CHART.toString(),
                "--set",
                "database.url=jdbc:postgresql://db:5432/blackroad",
                "--set",
                "topics.apply=" + topics,
                "--set",
                "access.open=true"));
        keepToTheRules(objects);
        assertThat(objects)
                .filteredOn(object -> object.getKind().equals("Job"))
                .singleElement()
                .satisfies(job -> assertThat(Pods.containers(Pods.of(job).orElseThrow()))
                        .extracting(container -> String.join(" ", container.getArgs()))
                        .contains("database apply")
                        .matches(all -> all.contains("topics apply") == topics));
    }

    @Test
    void wrongValuesAreRefusedByTheSchema() throws Exception {
        assertThat(helm(1, "template", "br", CHART.toString(), "--set", "streams.replicas=0"))
                .contains("replicas");
        assertThat(helm(1, "template", "br", CHART.toString(), "--set", "stream.replicas=2"))
                .contains("stream");
        assertThat(helm(1, "template", "br", CHART.toString())).contains("say who may ask over HTTP");
        assertThat(helm(0, "lint", "--strict", CHART.toString(), "--set", "access.open=true"))
                .contains("0 chart(s) failed");
    }

    private static void keepToTheRules(List<HasMetadata> objects) {
        assertThat(objects).isNotEmpty().allSatisfy(object -> {
            if (!OF_OPERATORS.contains(object.getKind())) {
                assertThat(Pods.unknownFields(object, object.getKind())).isEmpty();
            }
            Pods.of(object).ifPresent(pod -> {
                Pods.isRestricted(pod);
                Pods.containers(pod).forEach(container -> {
                    Deployed.parses(container.getArgs());
                    Deployed.areSettings(
                            container.getEnv().stream().map(EnvVar::getName).toList());
                });
            });
        });
    }

    private static List<HasMetadata> objects(String manifests) {
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            return client.load(new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8)))
                    .items();
        }
    }

    private static String helm(int wanted, String... arguments) throws IOException, InterruptedException {
        Optional<Path> helm = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "helm"))
                .filter(Files::isExecutable)
                .findFirst();
        if (helm.isEmpty()) {
            System.out.println("skipped: helm is not on PATH");
        }
        assumeTrue(helm.isPresent(), "helm is not on PATH");
        List<String> command = new ArrayList<>(List.of(helm.get().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(wanted == 0 ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.PIPE)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String error = wanted == 0 ? "" : new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out + error).isEqualTo(wanted);
        return out + error;
    }
}
