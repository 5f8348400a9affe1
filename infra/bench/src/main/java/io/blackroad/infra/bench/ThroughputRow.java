package io.blackroad.infra.bench;

import io.blackroad.infra.bench.measure.Medians;
import io.blackroad.infra.bench.measure.PassResult;
import io.blackroad.infra.bench.throughput.SubjectKind;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The passes of one subject as one row.
 *
 * @param kind the subject
 * @param eventsPerSecond median
 * @param slowest events a second of the slowest pass
 * @param fastest events a second of the fastest pass
 * @param cpuSecondsPerMillion median
 * @param compileSecondsPerMillion of it, the compiler's, median
 * @param collectSecondsPerMillion of it, the garbage collector's, median
 * @param residentBytes largest
 * @param differences of all passes
 */
record ThroughputRow(
        SubjectKind kind,
        double eventsPerSecond,
        double slowest,
        double fastest,
        double cpuSecondsPerMillion,
        double compileSecondsPerMillion,
        double collectSecondsPerMillion,
        long residentBytes,
        List<String> differences) {

    static ThroughputRow of(SubjectKind kind, List<PassResult> passes) {
        double[] speeds = sorted(passes, PassResult::eventsPerSecond);
        List<String> differences = IntStream.range(0, passes.size())
                .boxed()
                .flatMap(
                        pass -> passes.get(pass).differences().stream().map(text -> "pass " + (pass + 1) + ": " + text))
                .toList();
        return new ThroughputRow(
                kind,
                Medians.of(speeds),
                speeds[0],
                speeds[speeds.length - 1],
                Medians.of(sorted(passes, PassResult::cpuSecondsPerMillion)),
                Medians.of(sorted(passes, pass -> pass.compileSeconds() * 1e6 / pass.events())),
                Medians.of(sorted(passes, pass -> pass.collectSeconds() * 1e6 / pass.events())),
                passes.stream().mapToLong(PassResult::residentBytes).max().orElse(0),
                differences);
    }

    String title() {
        return kind.title();
    }

    private static double[] sorted(List<PassResult> passes, ToDoubleFunction<PassResult> column) {
        return passes.stream().mapToDouble(column).sorted().toArray();
    }
}
