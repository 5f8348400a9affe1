package io.blackroad.infra.bench.gateway;

import io.blackroad.infra.bench.measure.Quantiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lets the connections of one load send for some time and adds up what they saw. */
final class LoadRun {
    private long requests;
    private long facts;
    private long refused;
    private long[] micros = {};
    private double seconds;

    /** What one connection saw. */
    private static final class Seen {
        private long[] micros = new long[1_024];
        private int requests;
        private long facts;
        private long refused;
    }

    private LoadRun() {}

    static LoadRun of(GatewayLoad load, int port, FactBodies bodies, int seconds) {
        LoadRun run = new LoadRun();
        ExecutorService threads = Executors.newFixedThreadPool(load.connections());
        long began = System.nanoTime();
        long end = began + seconds * 1_000_000_000L;
        try {
            List<Future<Seen>> connections = new ArrayList<>();
            for (int i = 0; i < load.connections(); i++) {
                connections.add(threads.submit(() -> send(load, port, bodies, end)));
            }
            for (Future<Seen> connection : connections) {
                run.add(connection.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a connection to the gateway failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the gateway was loaded", e);
        } finally {
            threads.shutdownNow();
        }
        run.seconds = (System.nanoTime() - began) / 1e9;
        Arrays.sort(run.micros);
        return run;
    }

    private static Seen send(GatewayLoad load, int port, FactBodies bodies, long end) {
        Seen seen = new Seen();
        try (LoadConnection connection = new LoadConnection(port)) {
            for (long at = System.nanoTime(); at < end; at = System.nanoTime()) {
                byte[] request = bodies.request(load.factsPerRequest());
                long sent = System.nanoTime();
                int accepted = connection.send(request);
                if (accepted < 0) {
                    seen.refused++;
                    continue;
                }
                if (seen.requests == seen.micros.length) {
                    seen.micros = Arrays.copyOf(seen.micros, 2 * seen.requests);
                }
                seen.micros[seen.requests++] = (System.nanoTime() - sent) / 1_000;
                seen.facts += accepted;
            }
            return seen;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(Seen seen) {
        int before = micros.length;
        micros = Arrays.copyOf(micros, before + seen.requests);
        System.arraycopy(seen.micros, 0, micros, before, seen.requests);
        requests += seen.requests;
        facts += seen.facts;
        refused += seen.refused;
    }

    long facts() {
        return facts;
    }

    GatewayRow row(GatewayLoad load, double cpuSeconds) {
        return new GatewayRow(
                load.name(),
                load.connections(),
                requests / seconds,
                facts / seconds,
                Quantiles.of(micros, 50),
                Quantiles.of(micros, 99),
                cpuSeconds / seconds,
                refused);
    }
}
