package io.blackroad.infra.bench.throughput;

import io.blackroad.infra.bench.measure.Medians;
import io.blackroad.infra.bench.throughput.InstanceRun.Round;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Some instances on the same facts.
 *
 * @param instances how many
 * @param eventsPerSecond of all together, median of the rounds
 * @param cpuSecondsPerMillion of all processes together, median
 * @param threadCpuSecondsPerMillion of all stream threads together, median
 * @param partials records that the load stage was sent in the last round
 * @param differences of all rounds
 */
public record ScaleOutRow(
        int instances,
        double eventsPerSecond,
        double cpuSecondsPerMillion,
        double threadCpuSecondsPerMillion,
        long partials,
        List<String> differences) {

    /** @param rounds what each instance measured, round by round */
    static ScaleOutRow of(long events, List<Round[]> rounds, long partials) {
        int number = rounds.get(0).length;
        return new ScaleOutRow(
                rounds.size(),
                Medians.of(IntStream.range(0, number)
                        .mapToDouble(round -> events / seconds(rounds, round))
                        .toArray()),
                perMillion(events, rounds, Round::cpuSeconds),
                perMillion(events, rounds, Round::threadCpuSeconds),
                partials,
                rounds.stream()
                        .flatMap(each -> IntStream.range(0, each.length)
                                .boxed()
                                .flatMap(round -> each[round].differences().stream()
                                        .map(text -> "round " + (round + 1) + ": " + text)))
                        .toList());
    }

    private static double seconds(List<Round[]> rounds, int round) {
        return rounds.stream().mapToDouble(each -> each[round].seconds()).max().orElseThrow();
    }

    private static double perMillion(long events, List<Round[]> rounds, ToDoubleFunction<Round> column) {
        return Medians.of(IntStream.range(0, rounds.get(0).length)
                .mapToDouble(round -> rounds.stream()
                                .mapToDouble(each -> column.applyAsDouble(each[round]))
                                .sum()
                        * 1e6
                        / events)
                .toArray());
    }
}
