package io.blackroad.infra.bench.vector;

import io.blackroad.sink.vector.Cosine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;

/** The true neighbours: every vector is looked at. */
final class BruteForce {
    private final float[][] units;

    private record Candidate(int number, double score) {}

    BruteForce(float[][] vectors) {
        this.units = new float[vectors.length][];
        for (int number = 0; number < vectors.length; number++) {
            units[number] = Cosine.unit(vectors[number]);
        }
    }

    /** Numbers of the likest among those that count. */
    List<Integer> nearest(float[] asked, int count, IntPredicate counts) {
        float[] unit = Cosine.unit(asked);
        PriorityQueue<Candidate> best = new PriorityQueue<>(Comparator.comparingDouble(Candidate::score));
        for (int number = 0; number < units.length; number++) {
            if (counts.test(number)) {
                best.add(new Candidate(number, product(units[number], unit)));
                if (best.size() > count) {
                    best.poll();
                }
            }
        }
        List<Integer> nearest = new ArrayList<>();
        best.forEach(candidate -> nearest.add(candidate.number()));
        return nearest;
    }

    /** Four sums at once, which a processor adds at the same time. */
    private static double product(float[] one, float[] other) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int at = 0;
        for (; at + 4 <= one.length; at += 4) {
            a += one[at] * other[at];
            b += one[at + 1] * other[at + 1];
            c += one[at + 2] * other[at + 2];
            d += one[at + 3] * other[at + 3];
        }
        for (; at < one.length; at++) {
            a += one[at] * other[at];
        }
        return (double) a + b + c + d;
    }
}
