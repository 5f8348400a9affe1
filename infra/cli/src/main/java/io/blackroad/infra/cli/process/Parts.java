package io.blackroad.infra.cli.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What was started, in order. Closing stops it in the opposite order within {@link #LIMIT}; what is still there then is
 * ended hard, so that no process is ever left. May be used by several threads.
 */
public final class Parts implements AutoCloseable {
    /** Promised to users are 30 s; the rest is for the sweep. */
    private static final Duration LIMIT = Duration.ofSeconds(26);

    private static final Duration SWEEP = Duration.ofSeconds(2);

    private final Steps steps;
    private final List<Part> parts = new ArrayList<>();

    public Parts(Steps steps) {
        this.steps = steps;
    }

    /** The newest one, which will be stopped first. */
    public synchronized void add(Part part) {
        parts.add(part);
    }

    /** Puts a new one in the place of the one with the same name. */
    public synchronized void replace(Part part) {
        parts.replaceAll(old -> old.name().equals(part.name()) ? part : old);
    }

    /** The first one that ended by itself. */
    public synchronized Optional<Part> dead() {
        return parts.stream().filter(part -> !part.isAlive()).findFirst();
    }

    /** Process ids by name, of those that are processes of their own. */
    public synchronized Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        parts.stream().filter(Part::hasProcess).forEach(part -> pids.put(part.name(), part.pid()));
        return pids;
    }

    @Override
    public void close() {
        CompletableFuture<Void> ended = CompletableFuture.runAsync(this::stopInOrder, work -> {
            Thread thread = new Thread(work, "stop");
            thread.setDaemon(true);
            thread.start();
        });
        try {
            ended.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            steps.say("still stopping after " + LIMIT.toSeconds() + " s; ending the rest hard");
        } catch (ExecutionException e) {
            steps.say("stopping failed: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sweep();
    }

    private void stopInOrder() {
        steps.expect(size());
        for (Part part = takeLast(); part != null; part = takeLast()) {
            stop(part);
        }
    }

    private void stop(Part part) {
        if (part.hasProcess() && !part.isAlive()) {
            return;
        }
        Steps.Step step = steps.begin(part.name(), "stopping");
        try {
            part.stop().run();
            step.done("stopped");
        } catch (RuntimeException e) {
            steps.say(part.name() + " did not stop in good order: " + e.getMessage());
        }
    }

    private synchronized int size() {
        return parts.size();
    }

    private synchronized Part takeLast() {
        return parts.isEmpty() ? null : parts.remove(parts.size() - 1);
    }

    /** Every child process is one of ours; one whose start was cut short is in no list. */
    private void sweep() {
        List<ProcessHandle> left = ProcessHandle.current().descendants().toList();
        left.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : left) {
            try {
                process.onExit().get(SWEEP.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                steps.say("process " + process.pid() + " does not end; end it with kill -9 " + process.pid());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
