package io.blackroad.infra.bench.vector;

import io.blackroad.sink.vector.AgentVector;
import io.blackroad.sink.vector.AgentVectors;
import io.blackroad.sink.vector.LuceneConfig;
import io.blackroad.sink.vector.LuceneIndex;
import io.blackroad.sink.vector.Match;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Stores vectors in the embedded index and searches them, twice: all as one agent's, which only the graph can search fast, and a
 * fifth of them as twenty agents' of one namespace, where each search is about one in twenty.
 */
public final class VectorPart {
    private static final int BATCH = 500;
    private static final int WARM_UP = 50;
    private static final int SHARERS = 20;
    private static final int SHARED_PART = 5;
    /** Held, or its level would be forgotten. It tells people at each start that newer JVMs deserve a newer Lucene. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    private static final String ONE = "librarian";

    private final Path folder;
    private final VectorPlan plan;
    private final Consumer<String> progress;

    public VectorPart(Path folder, VectorPlan plan, Consumer<String> progress) {
        this.folder = folder;
        this.plan = plan;
        this.progress = progress;
    }

    public VectorResult run() {
        LUCENE.setLevel(Level.SEVERE);
        ClusteredVectors source = new ClusteredVectors(plan);
        float[][] vectors = Stream.generate(source::next).limit(plan.vectors()).toArray(float[][]::new);
        float[][] queries = Stream.generate(source::next).limit(plan.queries()).toArray(float[][]::new);
        BruteForce truth = new BruteForce(vectors);
        Path one = folder.resolve("one");
        long began = System.nanoTime();
        SearchResult alone = search("all one agent's", one, vectors, queries, truth, number -> ONE);
        double seconds = storedNanos / 1e9;
        long bytes = size(one);
        float[][] some = Arrays.copyOf(vectors, vectors.length / SHARED_PART);
        SearchResult shared = search(
                "one of " + SHARERS + " agents' among " + some.length,
                folder.resolve("shared"),
                some,
                queries,
                new BruteForce(some),
                VectorPart::sharer);
        progress.accept("vectors took " + (System.nanoTime() - began) / 1_000_000_000 + " s in all");
        return new VectorResult(plan, seconds, bytes, List.of(alone, shared));
    }

    private static String sharer(int number) {
        return "reader-" + number % SHARERS;
    }

    private long storedNanos;

    private SearchResult search(
            String what,
            Path place,
            float[][] vectors,
            float[][] queries,
            BruteForce truth,
            IntFunction<String> owner) {
        progress.accept("storing " + vectors.length + " vectors, " + what);
        try (OneNamespace index = new OneNamespace(new LuceneIndex(LuceneConfig.of(place, plan.dimensions())));
                AgentVectors agents = new AgentVectors(index)) {
            long began = System.nanoTime();
            store(agents, vectors, owner);
            storedNanos = System.nanoTime() - began;
            progress.accept("searching");
            return judge(what, agents, queries, truth, owner);
        }
    }

    private static void store(AgentVectors agents, float[][] vectors, IntFunction<String> owner) {
        List<AgentVector> batch = new ArrayList<>();
        for (int number = 0; number < vectors.length; number++) {
            batch.add(AgentVector.of(owner.apply(number), Integer.toString(number), vectors[number]));
            if (batch.size() == BATCH || number == vectors.length - 1) {
                agents.upsert(batch);
                batch.clear();
            }
        }
        agents.flush();
    }

    private static SearchResult judge(
            String what, AgentVectors agents, float[][] queries, BruteForce truth, IntFunction<String> owner) {
        for (int query = 0; query < Math.min(WARM_UP, queries.length); query++) {
            agents.query(owner.apply(query), queries[query], VectorPlan.COUNT);
            truth.nearest(queries[query], VectorPlan.COUNT, number -> true);
        }
        long[] took = new long[queries.length];
        long[] bruteTook = new long[queries.length];
        int right = 0;
        for (int query = 0; query < queries.length; query++) {
            String agent = owner.apply(query);
            long began = System.nanoTime();
            List<Match> found = agents.query(agent, queries[query], VectorPlan.COUNT);
            took[query] = System.nanoTime() - began;
            began = System.nanoTime();
            List<Integer> nearest = truth.nearest(
                    queries[query],
                    VectorPlan.COUNT,
                    number -> owner.apply(number).equals(agent));
            bruteTook[query] = System.nanoTime() - began;
            Set<String> ids = new HashSet<>();
            found.forEach(match -> ids.add(match.id()));
            right += (int) nearest.stream()
                    .filter(number -> ids.contains(Integer.toString(number)))
                    .count();
        }
        Arrays.sort(took);
        Arrays.sort(bruteTook);
        return new SearchResult(
                what,
                right / (double) (queries.length * VectorPlan.COUNT),
                micros(took, 0.5),
                micros(took, 0.99),
                micros(bruteTook, 0.5));
    }

    private static long micros(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.round(share * sorted.length))] / 1_000;
    }

    private static long size(Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
