package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.embedded.EmbeddedPart;
import io.blackroad.infra.cli.embedded.Moment;
import io.blackroad.infra.cli.embedded.Stack;
import io.blackroad.infra.cli.process.Part;
import io.blackroad.infra.cli.process.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts embedded parts in parallel, each once what it needs is ready. A part that others need must not come at a later
 * moment than they do. One that does not start fails the run; the main thread learns of it here.
 */
final class Embedding implements AutoCloseable {
    private final List<EmbeddedPart> chosen;
    private final Stack stack;
    private final Parts parts;
    private final Runnable changed;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "embedded-part");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, CompletableFuture<Void>> ready = new ConcurrentHashMap<>();
    private volatile RuntimeException failure;

    /** @param changed called after a part joined */
    Embedding(List<EmbeddedPart> chosen, Stack stack, Parts parts, Runnable changed) {
        this.chosen = chosen;
        this.stack = stack;
        this.parts = parts;
        this.changed = changed;
    }

    /** Starts the parts of a moment and returns at once. */
    void begin(Moment moment) {
        List<EmbeddedPart> now = of(moment);
        now.forEach(part -> ready.put(part.name(), new CompletableFuture<>()));
        now.forEach(part -> threads.execute(() -> start(part)));
    }

    /**
     * Returns when all parts of a moment are ready.
     *
     * @throws RuntimeException what one failed with
     */
    void await(Moment moment) throws InterruptedException {
        try {
            for (EmbeddedPart part : of(moment)) {
                ready.get(part.name()).get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    /** Throws what a part failed with, which nobody awaited. */
    void check() {
        if (failure != null) {
            throw failure;
        }
    }

    /** True for a part that {@link #restart} can start again. */
    boolean has(Part part) {
        return partOf(part).isPresent();
    }

    /** Starts a part again that ended by itself. */
    void restart(Part dead) {
        dead.stop().run();
        partOf(dead).flatMap(part -> part.start(stack)).ifPresent(parts::replace);
    }

    private Optional<EmbeddedPart> partOf(Part running) {
        return chosen.stream()
                .filter(part -> part.name().equals(running.name()))
                .findFirst();
    }

    /** Starts no more; what runs is closed by {@link Parts}. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void start(EmbeddedPart part) {
        CompletableFuture<Void> done = ready.get(part.name());
        try {
            for (String needed : part.needs()) {
                ready.get(needed).get();
            }
            part.start(stack).ifPresent(parts::add);
            changed.run();
            done.complete(null);
        } catch (ExecutionException e) {
            done.completeExceptionally(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            done.completeExceptionally(e);
        } catch (RuntimeException e) {
            failure = e;
            done.completeExceptionally(e);
        }
    }

    private List<EmbeddedPart> of(Moment moment) {
        List<EmbeddedPart> found = new ArrayList<>(chosen);
        found.removeIf(part -> part.moment() != moment);
        return found;
    }
}
