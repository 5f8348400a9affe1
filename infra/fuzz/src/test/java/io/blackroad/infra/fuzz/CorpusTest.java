package io.blackroad.infra.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.producer.gateway.GatewayFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays the seeds and every input that was ever a finding, without Jazzer and so on every platform. A corpus of which
 * nothing is taken any more, or nothing refused, would show nothing, and fails too.
 */
class CorpusTest {
    static Stream<Target> targets() {
        return Stream.of(
                new FactFuzz(), new StoredFuzz(), new GatewayFuzz(), new ControlFileFuzz(), new CommandLineFuzz());
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everySeedIsTakenOrRefused(Target target) throws IOException {
        Set<Boolean> outcomes = new TreeSet<>();
        for (Path seed : seeds(target)) {
            outcomes.add(outcome(target, seed));
        }
        assertThat(outcomes).containsExactly(false, true);
    }

    private static boolean outcome(Target target, Path seed) throws IOException {
        try {
            return target.takes(Files.readAllBytes(seed));
        } catch (RuntimeException | Error e) {
            throw new AssertionError(seed + " is neither taken nor refused as documented", e);
        }
    }

    /** Where Jazzer looks for them, and leaves what it finds. */
    private static List<Path> seeds(Target target) throws IOException {
        Class<?> type = target.getClass();
        Path folder = Path.of("src/test/resources", type.getPackageName().split("\\."))
                .resolve(type.getSimpleName() + "Inputs")
                .resolve("search");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).collect(Collectors.toList());
        }
    }
}
