package io.blackroad.gpu.model;

import io.blackroad.gpu.GpuShape;
import io.blackroad.gpu.Host;
import java.util.List;

/** Where and how a model runs, or why it does not. */
public sealed interface Sharding {

    /** A sentence for people. */
    String reason();

    /**
     * It runs.
     *
     * @param kind the nodes that it runs on, one of them
     * @param tensorParallel cards, a power of two
     * @param weightBytesPerCard weights on each card
     * @param kvBytesPerCard what each card has left for the KV cache
     * @param kvTokens tokens that the KV cache holds
     * @param nanosPerHour what it costs, nano-dollars an hour; negative when the card has no price
     * @param arguments command line of the engine, after {@code vllm serve}
     */
    record Plan(
            NodeKind kind,
            int tensorParallel,
            long weightBytesPerCard,
            long kvBytesPerCard,
            long kvTokens,
            long nanosPerHour,
            List<String> arguments,
            String reason)
            implements Sharding {
        public Plan {
            arguments = List.copyOf(arguments);
        }

        /** The gang that it needs: whole cards of one node. */
        public GpuShape gang() {
            return new GpuShape(tensorParallel, 1_000, 0, List.of(kind.model()), Host.NOTHING);
        }
    }

    /**
     * It does not run.
     *
     * @param alternatives what would, each with its cost where that is known
     */
    record Refusal(String reason, List<String> alternatives) implements Sharding {
        public Refusal {
            alternatives = List.copyOf(alternatives);
        }
    }
}
