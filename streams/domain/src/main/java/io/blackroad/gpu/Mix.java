package io.blackroad.gpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which shapes are asked for, and how often: what a fragment is good for depends on it. Learnt from the requests as they
 * come. The weights that packing sees are taken over now and then only, so that what was computed with them holds for a
 * while: first after {@value #FIRST} requests, then whenever their number has doubled, at last every {@value #STEP}.
 */
final class Mix {
    static final Mix EMPTY = new Mix(List.of(), Map.of(), new long[0], new long[0], 0, Mix.FIRST);

    private static final int FIRST = 64;
    private static final int STEP = 4_096;

    /** Above this all counts are halved, so that a mix of last month fades. */
    private static final long HALVED_ABOVE = 65_536;

    /** Rarer shapes than the first so many are forgotten. */
    private static final int MOST_SHAPES = 512;

    private final List<GpuShape> shapes;
    private final Map<GpuShape, Integer> numbers;
    private final long[] weights;
    private final long[] seen;
    private final long total;
    private final long learnAt;

    private Mix(
            List<GpuShape> shapes,
            Map<GpuShape, Integer> numbers,
            long[] weights,
            long[] seen,
            long total,
            long learnAt) {
        this.shapes = shapes;
        this.numbers = numbers;
        this.weights = weights;
        this.seen = seen;
        this.total = total;
        this.learnAt = learnAt;
    }

    /** A mix as it was; the order of the shapes is kept, since ties are broken by it. */
    static Mix restore(Map<GpuShape, GpuMix.Count> counts, long learnAt) {
        List<GpuShape> shapes = List.copyOf(counts.keySet());
        Map<GpuShape, Integer> numbers = new HashMap<>();
        shapes.forEach(shape -> numbers.put(shape, numbers.size()));
        long[] seen = counts.values().stream().mapToLong(GpuMix.Count::seen).toArray();
        long[] weights = counts.values().stream()
                .mapToLong(GpuMix.Count::weight)
                .filter(weight -> weight >= 0)
                .toArray();
        return new Mix(shapes, numbers, weights, seen, Arrays.stream(seen).sum(), learnAt);
    }

    Map<GpuShape, GpuMix.Count> counts() {
        Map<GpuShape, GpuMix.Count> counts = new LinkedHashMap<>();
        for (int number = 0; number < shapes.size(); number++) {
            counts.put(
                    shapes.get(number), new GpuMix.Count(seen[number], number < weights.length ? weights[number] : -1));
        }
        return counts;
    }

    long learnAt() {
        return learnAt;
    }

    /** Stands for the weights: another object when they have changed. */
    Object weights() {
        return weights;
    }

    int size() {
        return shapes.size();
    }

    GpuShape shape(int number) {
        return shapes.get(number);
    }

    /** Number of a shape, -1 when it was never seen. */
    int numberOf(GpuShape shape) {
        return numbers.getOrDefault(shape, -1);
    }

    /** 0 for shapes that came after the weights were taken over. */
    long weight(int number) {
        return number < weights.length ? weights[number] : 0;
    }

    int weighed() {
        return weights.length;
    }

    /** The mix after one more request. */
    Mix seen(GpuShape shape) {
        Mix known = numbers.containsKey(shape) ? this : with(shape);
        long[] counts = known.seen.clone();
        counts[known.numbers.get(shape)]++;
        Mix counted = new Mix(known.shapes, known.numbers, weights, counts, total + 1, learnAt);
        return counted.total >= learnAt ? counted.learnt() : counted;
    }

    private Mix with(GpuShape shape) {
        List<GpuShape> more = new ArrayList<>(shapes);
        more.add(shape);
        Map<GpuShape, Integer> index = new HashMap<>(numbers);
        index.put(shape, shapes.size());
        return new Mix(more, index, weights, Arrays.copyOf(seen, more.size()), total, learnAt);
    }

    private Mix learnt() {
        boolean halve = total > HALVED_ABOVE;
        List<Integer> order = new ArrayList<>();
        for (int number = 0; number < shapes.size(); number++) {
            if (!halve || seen[number] > 1) {
                order.add(number);
            }
        }
        order.sort((a, b) -> Long.compare(seen[b], seen[a]));
        List<GpuShape> kept = new ArrayList<>();
        Map<GpuShape, Integer> index = new HashMap<>();
        long[] counts = new long[Math.min(order.size(), MOST_SHAPES)];
        for (int number : order.subList(0, counts.length)) {
            counts[kept.size()] = halve ? seen[number] / 2 : seen[number];
            index.put(shapes.get(number), kept.size());
            kept.add(shapes.get(number));
        }
        long sum = Arrays.stream(counts).sum();
        return new Mix(kept, index, counts.clone(), counts, sum, Math.min(2 * sum, sum + STEP));
    }
}
