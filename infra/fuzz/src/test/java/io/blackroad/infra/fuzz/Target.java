package io.blackroad.infra.fuzz;

/**
 * Something that takes bytes from outside. Whatever they are, it takes them or refuses them in the way it documents, in
 * time and memory that follow from their number. Its seeds are replayed by {@link CorpusTest}, and {@link SearchIT} searches
 * on from them.
 */
public interface Target {
    /**
     * True if the bytes are taken, false if they are refused. Whatever is thrown instead is a finding, and so is a value
     * that does not survive what comes next.
     */
    boolean takes(byte[] input);

    /** A refusal says why, or nobody can mend what they sent. */
    static boolean refused(RuntimeException refusal) {
        if (refusal.getMessage() == null || refusal.getMessage().isBlank()) {
            throw new AssertionError("refused without a reason", refusal);
        }
        return false;
    }
}
