package io.blackroad.infra.bench.vector;

import io.blackroad.sink.vector.IndexedVector;
import io.blackroad.sink.vector.Match;
import io.blackroad.sink.vector.VectorIndex;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;

/** Puts all agents into one namespace, so that the index measured has all the vectors. */
record OneNamespace(VectorIndex index) implements VectorIndex {
    private static final String NAME = "all";

    @Override
    public int dimensions() {
        return index.dimensions();
    }

    @Override
    public void upsert(String namespace, List<IndexedVector> vectors) {
        index.upsert(NAME, vectors);
    }

    @Override
    public void delete(String namespace, Collection<String> ids) {
        index.delete(NAME, ids);
    }

    @Override
    public void deleteOwned(String namespace, String owner) {
        index.deleteOwned(NAME, owner);
    }

    @Override
    public List<Match> query(String namespace, String owner, float[] vector, int count) {
        return index.query(NAME, owner, vector, count);
    }

    @Override
    public SortedMap<String, Long> counts() {
        return index.counts();
    }

    @Override
    public void flush() {
        index.flush();
    }

    @Override
    public void close() {
        index.close();
    }
}
