package io.blackroad.infra.cli.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.cli.CommandTree;
import io.blackroad.infra.cli.Surroundings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests under infra/deploy, as people apply them. */
class ManifestsTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("blackroad.root", "../.."), "infra/deploy/kubernetes");

    @ParameterizedTest
    @ValueSource(strings = {"controller.yaml", "workload.yaml", "keda.yaml"})
    void everyObjectIsNamedInTheNamespace(String file) throws IOException {
        assertThat(objects(file)).isNotEmpty().allSatisfy(object -> {
            assertThat(object.getMetadata().getName()).isNotBlank();
            assertThat(object.getMetadata().getNamespace()).isEqualTo("fleet");
        });
    }

    @Test
    void theControllersFlagsAreThoseOfTheCommand() throws IOException {
        List<String> flags = objects("controller.yaml").stream()
                .filter(Deployment.class::isInstance)
                .flatMap(found -> ((Deployment) found).getSpec().getTemplate().getSpec().getContainers().stream())
                .flatMap(ManifestsTest::words)
                .toList();

        assertThat(flags).startsWith("./scale.sh", "controller");
        List<String> given = new ArrayList<>(flags.subList(1, flags.size()));
        CommandTree.of(Surroundings.ofProcess()).parseArgs(given.toArray(String[]::new));
    }

    private static Stream<String> words(Container container) {
        return Stream.concat(container.getCommand().stream(), container.getArgs().stream());
    }

    private static List<HasMetadata> objects(String file) throws IOException {
        try (InputStream in = Files.newInputStream(FOLDER.resolve(file));
                KubernetesClient client = new KubernetesClientBuilder().build()) {
            return client.load(in).items();
        }
    }
}
