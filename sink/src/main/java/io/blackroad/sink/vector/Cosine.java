package io.blackroad.sink.vector;

/** Likeness of two vectors: the cosine of the angle between them, 1 for the same direction, -1 for the opposite. */
public final class Cosine {
    private Cosine() {}

    /** @throws IllegalArgumentException if it has no direction */
    static void check(float[] vector, String what) {
        boolean zero = true;
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(what + " holds " + value + "; all values must be finite");
            }
            zero &= value == 0;
        }
        if (zero) {
            throw new IllegalArgumentException(
                    what + (vector.length == 0 ? " is empty" : " is all zeros") + " and has no direction");
        }
    }

    /** The same direction with length 1, so that the cosine is a plain product. */
    public static float[] unit(float[] vector) {
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        double length = Math.sqrt(square);
        float[] unit = new float[vector.length];
        for (int at = 0; at < vector.length; at++) {
            unit[at] = (float) (vector[at] / length);
        }
        return unit;
    }
}
