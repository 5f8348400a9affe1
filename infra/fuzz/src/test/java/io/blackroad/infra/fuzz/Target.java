package io.blackroad.infra.fuzz;

/**
 * Something that takes bytes from outside. Whatever they are, it takes them or refuses them in the way it documents, in
 * time and memory that follow from their number. The classes named {@code *Fuzz} are the targets: their seeds are replayed
 * by {@link CorpusTest} in every build, and Jazzer searches on from these where it is asked to.
 */
public interface Target {
    /** How long Jazzer searches in each target. */
    String SEARCH = "2m";

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
