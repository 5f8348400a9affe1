package io.blackroad.infra.bench.gateway;

import io.blackroad.infra.bench.measure.LoadRun;

/**
 * What one load measured.
 *
 * @param name of the load
 * @param connections connections
 * @param requestsPerSecond answered with 202
 * @param factsPerSecond acknowledged
 * @param p50Micros from the first byte out to the last byte in, half of the requests
 * @param p99Micros the same, all but one in a hundred
 * @param cores CPU seconds of the gateway a second
 * @param refused requests answered with anything else
 */
public record GatewayRow(
        String name,
        int connections,
        double requestsPerSecond,
        double factsPerSecond,
        long p50Micros,
        long p99Micros,
        double cores,
        long refused) {

    static GatewayRow of(GatewayLoad load, LoadRun run, double cpuSeconds) {
        return new GatewayRow(
                load.name(),
                load.connections(),
                run.requestsPerSecond(),
                run.donePerSecond(),
                run.micros(50),
                run.micros(99),
                cpuSeconds / run.seconds(),
                run.refused());
    }
}
