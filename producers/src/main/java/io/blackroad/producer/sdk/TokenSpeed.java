package io.blackroad.producer.sdk;

import java.util.ArrayList;
import java.util.List;

/**
 * How fast an agent's model reads and writes: the time of a request follows from its tokens.
 *
 * @param inputPerSecond tokens of a prompt taken in a second (prefill)
 * @param outputPerSecond tokens of an answer given in a second (decode)
 */
public record TokenSpeed(int inputPerSecond, int outputPerSecond) {
    private static final long MICROS_PER_SECOND = 1_000_000;

    /** 5,000 tokens/s in and 100 tokens/s out: one request of a mid-size model on one card. */
    public static final TokenSpeed DEFAULT = new TokenSpeed(5_000, 100);

    /** @throws InvalidSettingsException naming every value that cannot be used */
    public TokenSpeed {
        List<String> errors = new ArrayList<>();
        if (inputPerSecond < 1) {
            errors.add("inputPerSecond is " + inputPerSecond + ", must be at least 1");
        }
        if (outputPerSecond < 1) {
            errors.add("outputPerSecond is " + outputPerSecond + ", must be at least 1");
        }
        InvalidSettingsException.throwIfAny("token speed", errors);
    }

    /** Time that a request of so many tokens takes, microseconds. */
    public long serviceMicros(int inputTokens, int outputTokens) {
        return inputTokens * MICROS_PER_SECOND / inputPerSecond + outputTokens * MICROS_PER_SECOND / outputPerSecond;
    }
}
