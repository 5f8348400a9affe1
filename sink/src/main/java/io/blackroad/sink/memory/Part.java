package io.blackroad.sink.memory;

/**
 * Newest fact of one kind of one agent.
 *
 * @param kind what it tells of: one field of the agent's state
 * @param epoch boot of the agent
 * @param sequence place in the epoch
 * @param json the fact as a JSON object
 */
public record Part(String kind, long epoch, long sequence, String json) {

    /** Place among all facts of its agent and kind, so that places compare as text. */
    String mark() {
        return fixedWidth(epoch) + fixedWidth(sequence);
    }

    boolean isNewerThan(Part other) {
        return epoch > other.epoch || epoch == other.epoch && sequence > other.sequence;
    }

    /** Negative numbers before positive ones. */
    private static String fixedWidth(long number) {
        String digits = Long.toUnsignedString(number ^ Long.MIN_VALUE);
        return "0".repeat(20 - digits.length()) + digits;
    }
}
