package io.blackroad.sink.vector;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.IOUtils;

/**
 * One namespace: an index of its own, searched through a graph (HNSW). A search sees all that was stored before it began. Where
 * an agent has few vectors Lucene looks at all of them instead, so a filter costs no recall.
 */
final class LuceneNamespace implements AutoCloseable {
    private static final String ID = "id";
    private static final String OWNER = "owner";
    private static final String VECTOR = "vector";
    private static final String METADATA = "metadata";
    private static final String DIMENSIONS = "dimensions";
    private static final double BUFFER_MEGABYTES = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final LuceneConfig config;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong seen = new AtomicLong();

    LuceneNamespace(Path folder, LuceneConfig config) {
        this.folder = folder;
        this.config = config;
        try {
            this.directory = FSDirectory.open(folder);
            this.writer = open(directory);
            this.searchers = new SearcherManager(writer, null);
        } catch (LockObtainFailedException e) {
            throw new VectorException(
                    "the vectors in " + folder + " are open in another process: ask that one, or stop it first", e);
        } catch (IOException e) {
            throw failed("cannot be opened", e);
        }
        requireDimensions();
    }

    private static IndexWriter open(Directory directory) throws IOException {
        IndexWriterConfig settings = new IndexWriterConfig();
        settings.setCodec(WideVectors.codec());
        settings.setRAMBufferSizeMB(BUFFER_MEGABYTES);
        // Closing merges nothing: a stop must be quick, and what is merged is merged while it runs.
        settings.setCommitOnClose(true);
        return new IndexWriter(directory, settings);
    }

    /** Vectors of two sizes cannot be compared, and Lucene would only say so at the first search. */
    private void requireDimensions() {
        String wanted = Integer.toString(config.dimensions());
        for (Map.Entry<String, String> each : commitNotes()) {
            if (each.getKey().equals(DIMENSIONS) && !each.getValue().equals(wanted)) {
                close();
                throw new VectorException("the vectors in " + folder + " have " + each.getValue() + " dimensions, not "
                        + wanted + ": give that number, or another folder");
            }
        }
        writer.setLiveCommitData(Map.of(DIMENSIONS, wanted).entrySet());
    }

    private Iterable<Map.Entry<String, String>> commitNotes() {
        Iterable<Map.Entry<String, String>> notes = writer.getLiveCommitData();
        return notes == null ? List.of() : notes;
    }

    void upsert(List<IndexedVector> vectors) {
        try {
            for (IndexedVector vector : vectors) {
                writer.updateDocument(new Term(ID, vector.id()), document(vector));
            }
            written.incrementAndGet();
        } catch (IOException e) {
            throw failed("cannot be written", e);
        }
    }

    private static Document document(IndexedVector vector) throws IOException {
        Document document = new Document();
        document.add(new StringField(ID, vector.id(), Field.Store.YES));
        document.add(new StringField(OWNER, vector.owner(), Field.Store.NO));
        document.add(
                new KnnFloatVectorField(VECTOR, Cosine.unit(vector.values()), VectorSimilarityFunction.DOT_PRODUCT));
        document.add(new StoredField(METADATA, JSON.writeValueAsBytes(vector.metadata())));
        return document;
    }

    void delete(Collection<String> ids) {
        try {
            writer.deleteDocuments(ids.stream().map(id -> new Term(ID, id)).toArray(Term[]::new));
            written.incrementAndGet();
        } catch (IOException e) {
            throw failed("cannot be written", e);
        }
    }

    void deleteOwned(String owner) {
        try {
            writer.deleteDocuments(new Term(OWNER, owner));
            written.incrementAndGet();
        } catch (IOException e) {
            throw failed("cannot be written", e);
        }
    }

    List<Match> query(String owner, float[] vector, int count) {
        Query own = new TermQuery(new Term(OWNER, owner));
        Query query = new KnnFloatVectorQuery(VECTOR, Cosine.unit(vector), Math.max(count, config.candidates()), own);
        try {
            refresh();
            IndexSearcher searcher = searchers.acquire();
            try {
                List<Match> matches = new ArrayList<>(count);
                for (ScoreDoc hit : searcher.search(query, count).scoreDocs) {
                    matches.add(match(searcher, hit));
                }
                return matches;
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw failed("cannot be searched", e);
        }
    }

    /** Lucene gives (1 + cosine) / 2, so that no score is negative. */
    private static Match match(IndexSearcher searcher, ScoreDoc hit) throws IOException {
        Document document = searcher.storedFields().document(hit.doc);
        SortedMap<String, String> metadata = new TreeMap<>();
        JSON.readTree(document.getBinaryValue(METADATA).bytes)
                .properties()
                .forEach(each -> metadata.put(each.getKey(), each.getValue().asText()));
        return new Match(document.get(ID), 2.0 * hit.score - 1, metadata);
    }

    private void refresh() throws IOException {
        long now = written.get();
        if (seen.get() < now) {
            searchers.maybeRefreshBlocking();
            seen.accumulateAndGet(now, Math::max);
        }
    }

    long count() {
        try {
            refresh();
            IndexSearcher searcher = searchers.acquire();
            try {
                return searcher.getIndexReader().numDocs();
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw failed("cannot be counted", e);
        }
    }

    /** What was stored before is on the disk after. */
    void commit() {
        try {
            if (writer.hasUncommittedChanges()) {
                writer.commit();
            }
        } catch (IOException e) {
            throw failed("cannot be made durable", e);
        }
    }

    private VectorException failed(String what, IOException why) {
        return new VectorException("the vectors in " + folder + " " + what + ": " + why.getMessage(), why);
    }

    @Override
    public void close() {
        try {
            IOUtils.close(searchers, writer, directory);
        } catch (IOException e) {
            throw failed("cannot be closed", e);
        }
    }
}
