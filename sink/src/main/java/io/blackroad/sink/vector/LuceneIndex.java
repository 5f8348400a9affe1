package io.blackroad.sink.vector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vectors inside this process: a Lucene index a namespace, opened when first needed. What is stored is found at once and is
 * durable after the next commit; {@link #flush} commits now.
 */
public final class LuceneIndex implements VectorIndex {
    private static final Logger LOG = LoggerFactory.getLogger(LuceneIndex.class);
    private static final String NAME = "[A-Za-z0-9_-]{1,64}";

    private final LuceneConfig config;
    private final Map<String, LuceneNamespace> namespaces = new ConcurrentHashMap<>();
    private final ScheduledExecutorService commits;
    private final AtomicReference<VectorException> failure = new AtomicReference<>();

    /** @throws VectorException if the folder cannot be used */
    public LuceneIndex(LuceneConfig config) {
        this.config = config;
        existing().forEach(this::namespace);
        this.commits = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "vector-commits");
            thread.setDaemon(true);
            return thread;
        });
        long every = config.commitEvery().toMillis();
        commits.scheduleWithFixedDelay(this::commitOrRemember, every, every, TimeUnit.MILLISECONDS);
    }

    private List<String> existing() {
        try {
            Files.createDirectories(config.folder());
            try (Stream<Path> folders = Files.list(config.folder())) {
                return folders.filter(Files::isDirectory)
                        .map(folder -> folder.getFileName().toString())
                        .filter(name -> name.matches(NAME))
                        .toList();
            }
        } catch (IOException e) {
            throw new VectorException("cannot keep vectors in " + config.folder() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public int dimensions() {
        return config.dimensions();
    }

    @Override
    public void upsert(String namespace, List<IndexedVector> vectors) {
        requireDurable();
        namespace(namespace).upsert(vectors);
    }

    @Override
    public void delete(String namespace, Collection<String> ids) {
        requireDurable();
        if (namespaces.containsKey(namespace)) {
            namespace(namespace).delete(ids);
        }
    }

    @Override
    public void deleteOwned(String namespace, String owner) {
        requireDurable();
        if (namespaces.containsKey(namespace)) {
            namespace(namespace).deleteOwned(owner);
        }
    }

    @Override
    public List<Match> query(String namespace, String owner, float[] vector, int count) {
        return namespaces.containsKey(namespace) ? namespace(namespace).query(owner, vector, count) : List.of();
    }

    @Override
    public SortedMap<String, Long> counts() {
        SortedMap<String, Long> counts = new TreeMap<>();
        namespaces.forEach((name, namespace) -> counts.put(name, namespace.count()));
        return counts;
    }

    @Override
    public void flush() {
        requireDurable();
        List.copyOf(namespaces.values()).forEach(LuceneNamespace::commit);
    }

    private LuceneNamespace namespace(String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "a namespace is 1 to 64 letters, digits, dashes and underscores, not '" + name + "'");
        }
        return namespaces.computeIfAbsent(
                name, key -> new LuceneNamespace(config.folder().resolve(key), config));
    }

    private void commitOrRemember() {
        try {
            flush();
        } catch (RuntimeException e) {
            LOG.error("vectors in {} are not durable any more", config.folder(), e);
            failure.compareAndSet(
                    null, e instanceof VectorException known ? known : new VectorException(e.toString(), e));
        }
    }

    /** What cannot be made durable is refused: silence would be a promise. */
    private void requireDurable() {
        VectorException failed = failure.get();
        if (failed != null) {
            throw new VectorException(failed.getMessage() + "; nothing more is accepted, start again", failed);
        }
    }

    @Override
    public void close() {
        // Not by interrupt: that would close the files that a commit is writing.
        commits.shutdown();
        try {
            commits.awaitTermination(config.commitEvery().toMillis() + 10_000, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<VectorException> failures = new ArrayList<>();
        namespaces.values().forEach(namespace -> {
            try {
                namespace.close();
            } catch (VectorException e) {
                failures.add(e);
            }
        });
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }
}
