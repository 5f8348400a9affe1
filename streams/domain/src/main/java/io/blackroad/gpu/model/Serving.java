package io.blackroad.gpu.model;

import java.util.ArrayList;
import java.util.List;

/**
 * How a model is to be served.
 *
 * @param sequences sequences at the same time
 * @param tokens length of each, prompt and answer together
 * @param kvBytes bytes of a number in the KV cache: 2, or 1 for fp8
 * @param memoryPercent share of a card's memory that weights and KV cache may fill; the rest is for activations
 */
public record Serving(int sequences, int tokens, int kvBytes, int memoryPercent) {
    /** As vLLM: nine tenths of a card. */
    public static final int MEMORY_PERCENT = 90;

    /** @throws IllegalArgumentException naming every number that cannot be */
    public Serving {
        List<String> errors = new ArrayList<>();
        if (sequences < 1) {
            errors.add("sequences is " + sequences + ", must be at least 1");
        }
        if (tokens < 1) {
            errors.add("tokens is " + tokens + ", must be at least 1");
        }
        if (kvBytes != 1 && kvBytes != 2) {
            errors.add("bytes of a number in the KV cache are " + kvBytes + "; allowed are 1 and 2");
        }
        if (memoryPercent < 1 || memoryPercent > 100) {
            errors.add("share of a card's memory is " + memoryPercent + " %; allowed are 1 to 100");
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", errors));
        }
    }

    /** So many sequences of such a length in 16 bits. */
    public static Serving of(int sequences, int tokens) {
        return new Serving(sequences, tokens, 2, MEMORY_PERCENT);
    }

    long cachedTokens() {
        return (long) sequences * tokens;
    }
}
