package io.blackroad.infra.cli.up;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Two starts that know nothing of each other, at the same time, which about halves the wait. */
final class AtOnce {
    private AtOnce() {}

    /**
     * Returns when both are done. When one fails the other is interrupted.
     *
     * @throws RuntimeException the first failure, as it was thrown
     * @throws InterruptedException if neither is wanted any more
     */
    static <A, B, R> R both(Supplier<A> first, Supplier<B> second, BiFunction<A, B, R> join)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CompletableFuture<A> one = CompletableFuture.supplyAsync(first, threads);
            CompletableFuture<B> other = CompletableFuture.supplyAsync(second, threads);
            failTogether(one, other);
            failTogether(other, one);
            return join.apply(one.get(), other.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void failTogether(CompletableFuture<?> one, CompletableFuture<?> other) {
        one.whenComplete((done, failure) -> {
            if (failure != null) {
                other.completeExceptionally(failure);
            }
        });
    }
}
