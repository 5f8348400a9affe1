package io.blackroad.sink.memory;

import java.util.Optional;
import java.util.function.Function;

/** What became of one key of a batch: a value, or a failure that says which shard it is due to. */
public final class Answer<T> {
    private final T value;
    private final MemoryException failure;

    private Answer(T value, MemoryException failure) {
        this.value = value;
        this.failure = failure;
    }

    static <T> Answer<T> of(T value) {
        return new Answer<>(value, null);
    }

    static <T> Answer<T> failed(MemoryException failure) {
        return new Answer<>(null, failure);
    }

    /** True when it was done. */
    public boolean isDone() {
        return failure == null;
    }

    /** Why it was not; empty when it was. */
    public Optional<MemoryException> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * The value.
     *
     * @throws MemoryException the failure, if it is one
     */
    public T get() {
        if (failure != null) {
            throw failure;
        }
        return value;
    }

    <R> Answer<R> map(Function<T, R> to) {
        return failure == null ? of(to.apply(value)) : failed(failure);
    }
}
