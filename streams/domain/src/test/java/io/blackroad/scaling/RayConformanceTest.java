package io.blackroad.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.scaling.ray.RayMath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code ray} answers as Ray Serve's own tests of its autoscaling policy want. */
class RayConformanceTest {
    /** Ray Serve's control loop runs ten times a second. */
    private static final long LOOP = Micros.SECOND / 10;

    @ParameterizedTest(name = "{2}")
    @CsvFileSource(resources = "/conformance/ray/factors.csv", numLinesToSkip = 1)
    void factors(
            String source,
            String version,
            String name,
            String function,
            double first,
            int running,
            double up,
            double down,
            int replicas) {
        int got =
                switch (function) {
                    case "smooth" -> RayMath.smoothed(first, running, up, down);
                    case "cold" -> RayMath.coldStart(first, running, up);
                    default -> RayMath.smoothed(RayMath.desired(first, running, 5), running, up, down);
                };
        assertThat(got).isEqualTo(replicas);
    }

    @ParameterizedTest(name = "{2}")
    @CsvFileSource(resources = "/conformance/ray/delays.csv", numLinesToSkip = 1, maxCharsPerColumn = 10_000)
    void delays(String source, String version, String name, double up, double down, Double toZero, String steps) {
        RayMath.Delays delays = delays(up, down, toZero);
        long since = 0;
        for (String step : steps.split(" ")) {
            String[] fields = step.split(":");
            RayMath.Delayed delayed = RayMath.delayed(
                    delays,
                    since,
                    1 + Math.round(Double.parseDouble(fields[0]) * Micros.SECOND),
                    Integer.parseInt(fields[1]),
                    Integer.parseInt(fields[2]));
            since = delayed.since();
            assertThat(delayed.replicas()).as(step).isEqualTo(Integer.parseInt(fields[3]));
        }
    }

    static Stream<List<Map<String, String>>> flows() {
        return grouped("/conformance/ray/flow.csv", " phase").stream();
    }

    @ParameterizedTest
    @MethodSource("flows")
    void flow(List<Map<String, String>> phases) {
        long since = 0;
        long now = LOOP;
        for (Map<String, String> phase : phases) {
            String toZero = phase.get("toZeroDelay");
            RayMath.Delays delays = delays(
                    Double.parseDouble(phase.get("upscaleDelay")),
                    Double.parseDouble(phase.get("downscaleDelay")),
                    toZero.isEmpty() ? null : Double.valueOf(toZero));
            for (int call = 0; call < Integer.parseInt(phase.get("calls")); call++) {
                RayMath.Delayed delayed = RayMath.delayed(
                        delays, since, now, Integer.parseInt(phase.get("wish")), Integer.parseInt(phase.get("target")));
                since = delayed.since();
                now += LOOP;
                assertThat(delayed.replicas())
                        .as("%s, call %d", phase, call)
                        .isEqualTo(Integer.parseInt(phase.get("replicas")));
            }
        }
    }

    static Stream<List<Map<String, String>>> policies() {
        return grouped("/conformance/ray/policy.csv", "\n").stream();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void policy(List<Map<String, String>> steps) {
        long since = 0;
        long now = LOOP;
        for (Map<String, String> step : steps) {
            double target = Double.parseDouble(step.get("targetOngoing"));
            int running = Integer.parseInt(step.get("running"));
            double desired = RayMath.desired(Double.parseDouble(step.get("requests")), running, target);
            int smoothed = RayMath.smoothed(desired, running, 1, 1);
            int bounded =
                    Math.max(Integer.parseInt(step.get("min")), Math.min(Integer.parseInt(step.get("max")), smoothed));
            RayMath.Delays delays = delays(
                    Double.parseDouble(step.get("upscaleDelay")), Double.parseDouble(step.get("downscaleDelay")), null);
            RayMath.Delayed delayed =
                    RayMath.delayed(delays, since, now, bounded, Integer.parseInt(step.get("target")));
            since = delayed.since();
            now += LOOP;
            assertThat(delayed.replicas()).as("%s", step).isEqualTo(Integer.parseInt(step.get("replicas")));
        }
    }

    private static RayMath.Delays delays(double up, double down, Double toZero) {
        return new RayMath.Delays(
                Math.round(up * Micros.SECOND),
                Math.round(down * Micros.SECOND),
                toZero == null ? -1 : Math.round(toZero * Micros.SECOND));
    }

    private static List<List<Map<String, String>>> grouped(String resource, String until) {
        Map<String, List<Map<String, String>>> groups = new LinkedHashMap<>();
        for (Map<String, String> row : Csv.rows(resource)) {
            String name = row.get("case");
            int end = name.indexOf(until);
            groups.computeIfAbsent(end < 0 ? name : name.substring(0, end), key -> new ArrayList<>())
                    .add(row);
        }
        return new ArrayList<>(groups.values());
    }
}
