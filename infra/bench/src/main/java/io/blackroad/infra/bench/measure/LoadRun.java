package io.blackroad.infra.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Connections that send for some time, each its next request when the last one is replied to; adds up what they saw. */
public final class LoadRun {
    private long requests;
    private long done;
    private long refused;
    private long[] micros = {};
    private double seconds;

    /** What one connection saw. */
    private static final class Seen {
        private long[] micros = new long[1_024];
        private int requests;
        private long done;
        private long refused;
    }

    private LoadRun() {}

    /** Runs. */
    public static LoadRun of(int connections, int port, HttpTraffic traffic, int seconds) {
        LoadRun run = new LoadRun();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        long began = System.nanoTime();
        long end = began + seconds * 1_000_000_000L;
        try {
            List<Future<Seen>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(() -> send(port, traffic, end)));
            }
            for (Future<Seen> connection : running) {
                run.add(connection.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a connection failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server was loaded", e);
        } finally {
            threads.shutdownNow();
        }
        run.seconds = (System.nanoTime() - began) / 1e9;
        Arrays.sort(run.micros);
        return run;
    }

    private static Seen send(int port, HttpTraffic traffic, long end) {
        Seen seen = new Seen();
        try (HttpConnection connection = new HttpConnection(port)) {
            for (long at = System.nanoTime(); at < end; at = System.nanoTime()) {
                byte[] request = traffic.request();
                long sent = System.nanoTime();
                HttpReply reply = connection.send(request);
                long micros = (System.nanoTime() - sent) / 1_000;
                seen.done += traffic.done(reply);
                if (traffic.isRefused(reply)) {
                    seen.refused++;
                    continue;
                }
                if (seen.requests == seen.micros.length) {
                    seen.micros = Arrays.copyOf(seen.micros, 2 * seen.requests);
                }
                seen.micros[seen.requests++] = micros;
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
        done += seen.done;
        refused += seen.refused;
    }

    /** All that was done. */
    public long done() {
        return done;
    }

    /** The same, a second. */
    public double donePerSecond() {
        return done / seconds;
    }

    /** Requests that were not refused, a second. */
    public double requestsPerSecond() {
        return requests / seconds;
    }

    /** From the first byte out to the last byte in, for so many of a hundred requests. */
    public long micros(int percent) {
        return Quantiles.of(micros, percent);
    }

    public long refused() {
        return refused;
    }

    public double seconds() {
        return seconds;
    }
}
