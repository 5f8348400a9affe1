package io.blackroad.infra.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Looks for bytes that are neither taken nor refused as documented, guided by the code that they reach: for ten seconds a
 * target in each build, longer when asked, as many targets at once as there are processors. What a search reaches it begins
 * the next one with, until {@code mvn clean}. A machine that is too busy for it has the test skipped, and not red.
 */
@Execution(ExecutionMode.CONCURRENT)
@DisabledOnOs(value = OS.LINUX, architectures = "aarch64", disabledReason = "Jazzer brings no native part for it")
class SearchIT {
    private static final Path FOLDER = Path.of("target/fuzz").toAbsolutePath();
    private static final Duration TIME = Duration.ofSeconds(
            Long.getLong("blackroad.fuzz.seconds", "all".equals(System.getProperty("blackroad.tests")) ? 120 : 10));
    private static final String ONLY = System.getProperty("blackroad.fuzz.target", "");

    static Stream<Target> targets() {
        return Corpus.targets().filter(target -> nameOf(target).contains(ONLY));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyInputIsTakenOrRefused(Target target) throws IOException, InterruptedException {
        Search search = new Search(target, FOLDER.resolve(nameOf(target)), TIME);
        try {
            long tried = search.run();
            System.out.printf(
                    Locale.ROOT, "%s: %,d inputs in %d s, no finding%n", nameOf(target), tried, TIME.toSeconds());
            assertThat(tried).isPositive();
        } catch (TimeoutException e) {
            String busy = e.getMessage() + ": this machine is too busy to search";
            System.out.println(busy);
            abort(busy);
        }
    }

    private static String nameOf(Target target) {
        return target.getClass().getSimpleName();
    }
}
