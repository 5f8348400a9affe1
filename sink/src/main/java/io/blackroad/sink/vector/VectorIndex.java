package io.blackroad.sink.vector;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;

/** Namespaces of vectors. Safe for use by many threads; every call may throw {@link VectorException}. */
public interface VectorIndex extends AutoCloseable {

    /** Numbers that a vector has. */
    int dimensions();

    /** Stores; one with the same id is replaced. */
    void upsert(String namespace, List<IndexedVector> vectors);

    /** Removes; ids that are not there do not matter. */
    void delete(String namespace, Collection<String> ids);

    /** Removes all of an owner. */
    void deleteOwned(String namespace, String owner);

    /** The likest of an owner, likest first; ids are the index's own. */
    List<Match> query(String namespace, String owner, float[] vector, int count);

    /** Vectors by namespace; those without any may be missing. */
    SortedMap<String, Long> counts();

    /** Returns when everything stored so far would survive a power failure, as far as the index can promise it. */
    void flush();

    @Override
    void close();
}
