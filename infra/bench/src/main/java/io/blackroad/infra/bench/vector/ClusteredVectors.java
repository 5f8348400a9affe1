package io.blackroad.infra.bench.vector;

import java.util.Random;

/**
 * Vectors in clusters, as texts of some topics are: centres are drawn evenly from all directions, one a hundred vectors; each
 * vector is a random centre plus a normal deviate of length about {@value #SPREAD} in a random direction. Queries are drawn the same
 * way and are none of the vectors.
 */
final class ClusteredVectors {
    private static final int VECTORS_A_CLUSTER = 100;
    private static final double SPREAD = 0.6;

    private final Random random;
    private final int dimensions;
    private final float[][] centres;

    ClusteredVectors(VectorPlan plan) {
        this.random = new Random(plan.seed());
        this.dimensions = plan.dimensions();
        this.centres = new float[Math.max(1, plan.vectors() / VECTORS_A_CLUSTER)][];
        for (int cluster = 0; cluster < centres.length; cluster++) {
            centres[cluster] = deviate(1);
        }
    }

    float[] next() {
        float[] vector = deviate(SPREAD);
        float[] centre = centres[random.nextInt(centres.length)];
        for (int at = 0; at < dimensions; at++) {
            vector[at] += centre[at];
        }
        return vector;
    }

    private float[] deviate(double length) {
        float[] vector = new float[dimensions];
        double scale = length / Math.sqrt(dimensions);
        for (int at = 0; at < dimensions; at++) {
            vector[at] = (float) (random.nextGaussian() * scale);
        }
        return vector;
    }
}
