package io.blackroad.infra.cli.embedded;

import io.blackroad.infra.cli.process.Part;
import java.util.Optional;
import java.util.Set;

/**
 * A part that {@code up} runs by default and {@code --without} leaves out. Parts start in parallel, are watched, started
 * again when they end by themselves, and stopped in the opposite order. To add one, implement this and name it in
 * {@code io.blackroad.infra.cli.up.EmbeddedParts}.
 */
public interface EmbeddedPart {

    /** What people call it, as in {@code --without postgres}. */
    String name();

    /** When it starts. */
    Moment moment();

    /** Names of embedded parts that must be ready before; without one of them this part is left out too. */
    default Set<String> needs() {
        return Set.of();
    }

    /**
     * Starts it, on a thread of its own, and returns when it is ready. Called again after it has ended by itself; it must
     * answer at the same place then.
     *
     * @return how to watch and stop it; empty when this machine cannot run it and that is no failure, after {@link
     *     Stack#steps} has told why
     * @throws io.blackroad.infra.stack.StackException if it does not start, which ends {@code up}
     */
    Optional<Part> start(Stack stack);
}
