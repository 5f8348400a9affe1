package io.blackroad.infra.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays the seeds and every input that was ever a finding, without Jazzer and so on every platform. A corpus of which
 * nothing is taken any more, or nothing refused, would show nothing, and fails too.
 */
class CorpusTest {
    static Stream<Target> targets() {
        return Corpus.targets();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everySeedIsTakenOrRefused(Target target) throws IOException {
        Set<Boolean> outcomes = new TreeSet<>();
        for (Path seed : Corpus.seeds(target)) {
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
}
