package io.blackroad.infra.bench.steady;

/**
 * What one kind of question measured.
 *
 * @param route that was asked
 * @param connections that each ask when the last answer is there
 * @param requestsPerSecond answered with 200
 * @param p50Micros from the first byte out to the last byte in, half of the requests
 * @param p99Micros the same, all but one in a hundred
 * @param cores CPU seconds of the pipeline a second, what it does for the fleet included
 * @param refused requests answered with anything else
 */
public record QuestionRow(
        String route,
        int connections,
        double requestsPerSecond,
        long p50Micros,
        long p99Micros,
        double cores,
        long refused) {}
