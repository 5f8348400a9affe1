package io.blackroad.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.scaling.panic.KpaMath;
import io.blackroad.scaling.panic.PanicSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code panic} in mode kpa answers as Knative's own tests of its pod autoscaler want, step after step. */
class KnativeConformanceTest {
    private static final long STABLE = 60 * Micros.SECOND;
    private static final long TICK = 2 * Micros.SECOND;

    /** The steps of each case, in order. */
    static Stream<List<Map<String, String>>> cases() {
        Map<String, List<Map<String, String>>> cases = new LinkedHashMap<>();
        for (Map<String, String> row : Csv.rows("/conformance/knative/autoscaler.csv")) {
            cases.computeIfAbsent(row.get("case"), name -> new ArrayList<>()).add(row);
        }
        return cases.values().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsKnativeDoes(List<Map<String, String>> steps) {
        Map<String, String> settings = new HashMap<>();
        KpaMath.Panic panic = null;
        long[] highs = {};
        for (Map<String, String> step : steps) {
            settings.putAll(words(step.get("setting")));
            long now = Math.round(Double.parseDouble(step.get("atSeconds")) * Micros.SECOND);
            int ready = Integer.parseInt(step.get("ready"));
            panic = panic == null ? begin(settings, ready, now) : panic;
            if (!step.get("replicas").isEmpty()) {
                KpaMath.Scale scale = KpaMath.scale(
                        settings(settings, step),
                        panic,
                        now,
                        ready,
                        Double.parseDouble(step.get("stable")),
                        Double.parseDouble(step.get("panic")),
                        !settings.containsKey("reachable"));
                panic = scale.panic();
                long delay = Long.parseLong(settings.getOrDefault("delay", "0")) * Micros.SECOND;
                highs = delay == 0 ? new long[] {} : Highs.with(highs, now / TICK, delay / TICK, scale.replicas());
                long replicas = delay == 0 ? scale.replicas() : Highs.highest(highs);
                assertThat(replicas).as("%s", step).isEqualTo(Long.parseLong(step.get("replicas")));
                checkBurst(step, scale);
            }
            checkPanic(words(step.get("setting")), panic, step);
        }
    }

    private static KpaMath.Panic begin(Map<String, String> settings, int ready, long now) {
        if (settings.containsKey("panic")) {
            return new KpaMath.Panic(Long.parseLong(settings.get("panic")), Integer.parseInt(settings.get("maxPanic")));
        }
        // Knative's tests make the autoscaler at one ready pod and change that afterwards.
        return KpaMath.begin(settings.containsKey("begin") ? ready : 1, now);
    }

    /** Knative itself compares the burst capacity with a tolerance of one. */
    private static void checkBurst(Map<String, String> step, KpaMath.Scale scale) {
        if (!step.get("excessBurst").isEmpty()) {
            assertThat(scale.excessBurst())
                    .as("%s", step)
                    .isBetween(
                            Integer.parseInt(step.get("excessBurst")) - 1,
                            Integer.parseInt(step.get("excessBurst")) + 1);
        }
    }

    private static void checkPanic(Map<String, String> wanted, KpaMath.Panic panic, Map<String, String> step) {
        if (wanted.containsKey("panicSince")) {
            String since = wanted.get("panicSince");
            long expected = since.equals("none") ? KpaMath.CALM : Long.parseLong(since) * Micros.SECOND;
            assertThat(panic.panicSince()).as("%s", step).isEqualTo(expected);
        }
        if (wanted.containsKey("begin")) {
            assertThat(panic.maxPanicReplicas()).isEqualTo(Integer.parseInt(wanted.get("maxPanic")));
        }
    }

    private static PanicSettings settings(Map<String, String> settings, Map<String, String> step) {
        double target = Double.parseDouble(step.get("target"));
        return new PanicSettings(
                true,
                Signal.CONCURRENCY,
                target,
                target / 0.75,
                // Where a test sets a delay it sets no stable window.
                settings.containsKey("delay") ? 0 : STABLE,
                6 * Micros.SECOND,
                Double.parseDouble(settings.getOrDefault("threshold", "2")),
                Double.parseDouble(settings.getOrDefault("up", "10")),
                Double.parseDouble(settings.getOrDefault("down", "10")),
                0,
                Double.parseDouble(step.get("burstCapacity")),
                Integer.parseInt(settings.getOrDefault("activation", "1")),
                0);
    }

    private static Map<String, String> words(String text) {
        Map<String, String> words = new HashMap<>();
        for (String word : text.isBlank() ? new String[0] : text.split(" ")) {
            words.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        return words;
    }
}
