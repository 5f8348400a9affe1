package io.blackroad.infra.bench.measure;

import java.util.List;

/**
 * What one pass measured, from the first poll that returned data to the end of the last fact.
 *
 * @param events facts read
 * @param seconds wall clock
 * @param cpuSeconds CPU of the process, all threads
 * @param compileSeconds of them, the compiler's, about
 * @param collectSeconds of them, the garbage collector's
 * @param residentBytes of the process at the end; 0 when it cannot be told
 * @param differences what came out that should not have, or the other way round; empty when all is accounted for
 */
public record PassResult(
        long events,
        double seconds,
        double cpuSeconds,
        double compileSeconds,
        double collectSeconds,
        long residentBytes,
        List<String> differences) {

    public double eventsPerSecond() {
        return events / seconds;
    }

    public double cpuSecondsPerMillion() {
        return cpuSeconds * 1e6 / events;
    }

    /** Of a pass that started at {@code start} and ends now. */
    public static PassResult since(Reading start, long events, List<String> differences) {
        Reading end = Reading.now();
        return new PassResult(
                events,
                (end.nanos() - start.nanos()) / 1e9,
                (end.cpuNanos() - start.cpuNanos()) / 1e9,
                (end.compileMillis() - start.compileMillis()) / 1e3,
                (end.collectMillis() - start.collectMillis()) / 1e3,
                Reading.residentBytes(ProcessHandle.current().pid()),
                differences);
    }

    /** The same with differences that were found later. */
    PassResult with(List<String> found) {
        return new PassResult(
                events, seconds, cpuSeconds, compileSeconds, collectSeconds, residentBytes, List.copyOf(found));
    }
}
