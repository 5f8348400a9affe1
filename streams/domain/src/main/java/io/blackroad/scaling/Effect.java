package io.blackroad.scaling;

import java.time.Instant;
import java.util.Locale;

/**
 * What became of a change of replicas, known when its replicas have started and worked for a while. A number that could
 * not be measured is {@link #UNKNOWN}.
 *
 * @param sequence of the decision
 * @param direction up or down
 * @param from replicas before
 * @param to replicas after
 * @param orderedAt when it was decided
 * @param judgedAt when its effect was known
 * @param verdict whether it helped
 * @param basePermille share of what was requested that was used before
 * @param predictedPermille the same if the work of then spreads over those that worked when it was judged
 * @param realisedPermille the same as it came
 * @param baseRateMillis thousandths of tasks that were completed a second before
 * @param realisedRateMillis the same after
 * @param baseWaiting tasks that waited before
 * @param realisedWaiting tasks that waited all the time after
 * @param gainPermille realised effect over predicted effect, 0 to 2,000
 * @param startMicros from the order until its replicas were ready; of a scale-up
 * @param learntGainPermille mean gain of the target's scale-ups so far
 * @param learntStartMicros mean start time of its replicas so far
 * @param futile scale-ups in a row that did not help, this one included
 */
public record Effect(
        long sequence,
        Direction direction,
        int from,
        int to,
        Instant orderedAt,
        Instant judgedAt,
        Verdict verdict,
        int basePermille,
        int predictedPermille,
        int realisedPermille,
        long baseRateMillis,
        long realisedRateMillis,
        long baseWaiting,
        long realisedWaiting,
        int gainPermille,
        long startMicros,
        int learntGainPermille,
        long learntStartMicros,
        int futile) {

    /** A number that could not be measured. */
    public static final int UNKNOWN = -1;

    /** Whether a change helped. */
    public enum Verdict {
        /** It did what was predicted of it, or a good part of that. */
        HELPED,
        /** Its replicas came and worked, and it did next to nothing. */
        FUTILE,
        /** The numbers do not tell. */
        UNCLEAR,
        /** The change before it, in the same direction, was not judged yet and is judged for both. */
        MERGED,
        /** A change in the other direction came before it could be judged. */
        REVERSED,
        /** Its replicas were not ready within {@link Effects#LONGEST_MICROS}. */
        NEVER_READY
    }

    /** What became of it, in words. */
    public String sentence() {
        return switch (verdict) {
            case MERGED -> "it is judged with the change before it, which was not judged yet";
            case REVERSED -> "it was reversed before it could be judged";
            case NEVER_READY ->
                "its replicas were not ready within " + Effects.LONGEST_MICROS / Micros.SECOND / 60 + " minutes";
            case UNCLEAR -> "the numbers do not tell" + measured();
            case HELPED -> (direction == Direction.UP ? "it helped" : "it stood") + measured();
            case FUTILE -> "it did not help" + measured() + ", " + futile + " in a row";
        };
    }

    private String measured() {
        StringBuilder words = new StringBuilder();
        if (realisedPermille >= 0 && predictedPermille >= 0) {
            words.append(": use ")
                    .append(Sentences.percent(basePermille))
                    .append(" became ")
                    .append(Sentences.percent(realisedPermille))
                    .append(", predicted ")
                    .append(Sentences.percent(predictedPermille));
        }
        if (realisedRateMillis > 0 && baseRateMillis > 0) {
            words.append(String.format(
                    Locale.ROOT,
                    ", %.1f tasks/s became %.1f, %d waiting became %d",
                    baseRateMillis / 1e3,
                    realisedRateMillis / 1e3,
                    baseWaiting,
                    realisedWaiting));
        }
        if (gainPermille >= 0) {
            words.append(", a gain of ").append(Sentences.percent(gainPermille));
        }
        return words.toString();
    }
}
