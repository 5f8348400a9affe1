package io.blackroad.sink.vector;

import java.nio.file.Path;
import java.time.Duration;

/**
 * An embedded index.
 *
 * @param folder where it lies; one process at a time writes it
 * @param dimensions numbers of a vector, 1 to {@value #MAX_DIMENSIONS}
 * @param commitEvery what may be lost with the machine's power; a killed process loses what came since the last commit too
 * @param candidates how many neighbours a search looks at, at least; more find better and take longer
 */
public record LuceneConfig(Path folder, int dimensions, Duration commitEvery, int candidates) {
    /** As the largest embeddings in use. */
    public static final int MAX_DIMENSIONS = 4_096;

    private static final Duration COMMIT = Duration.ofSeconds(1);
    private static final int CANDIDATES = 100;

    public LuceneConfig {
        if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "vectors have 1 to " + MAX_DIMENSIONS + " dimensions, not " + dimensions);
        }
        if (commitEvery.toMillis() < 1 || candidates < 1) {
            throw new IllegalArgumentException("the time between commits and the candidates must be above 0, not "
                    + commitEvery + ", " + candidates);
        }
    }

    /** The usual settings. */
    public static LuceneConfig of(Path folder, int dimensions) {
        return new LuceneConfig(folder, dimensions, COMMIT, CANDIDATES);
    }

    public LuceneConfig withCandidates(int count) {
        return new LuceneConfig(folder, dimensions, commitEvery, count);
    }
}
