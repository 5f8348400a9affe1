package io.blackroad.scaling;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/**
 * What the replicas of a shadow would have cost since it began, beside what the real ones cost in the same time. A time
 * in which nobody looked, longer than {@link #LONGEST_GAP_MICROS}, counts for neither.
 *
 * @param since when it began, event time
 * @param until how far it counts
 * @param replicaMicros replicas of the shadow times microseconds
 * @param realReplicaMicros the same of the real ones
 * @param nanoDollars what the shadow's would have cost, billionths of a dollar
 * @param realNanoDollars what the real ones cost
 */
public record ShadowBill(
        Instant since,
        Instant until,
        long replicaMicros,
        long realReplicaMicros,
        long nanoDollars,
        long realNanoDollars) {

    /** A longer time between two ticks is one in which nothing was decided. */
    static final long LONGEST_GAP_MICROS = 300 * Micros.SECOND;

    private static final String OWNER = "bill";
    private static final int VERSION = 1;
    private static final BigInteger HOUR = BigInteger.valueOf(3_600 * Micros.SECOND);

    /** The memory after a tick up to which so many replicas ran. */
    public static Memory add(Memory before, Instant now, int replicas, int real, long nanoDollarsPerHour) {
        long micros = Micros.of(now);
        if (!before.isOf(OWNER, VERSION)) {
            return Memory.of(OWNER, VERSION, micros, micros, 0, 0, 0, 0);
        }
        long time = micros - before.at(1);
        if (time <= 0) {
            return before;
        }
        long counted = time > LONGEST_GAP_MICROS ? 0 : time;
        return Memory.of(
                OWNER,
                VERSION,
                before.at(0),
                micros,
                before.at(2) + replicas * counted,
                before.at(3) + real * counted,
                before.at(4) + cost(replicas, counted, nanoDollarsPerHour),
                before.at(5) + cost(real, counted, nanoDollarsPerHour));
    }

    /** What a memory says; empty before the first tick. */
    public static Optional<ShadowBill> of(Memory memory) {
        return memory.isOf(OWNER, VERSION)
                ? Optional.of(new ShadowBill(
                        Micros.instant(memory.at(0)),
                        Micros.instant(memory.at(1)),
                        memory.at(2),
                        memory.at(3),
                        memory.at(4),
                        memory.at(5)))
                : Optional.empty();
    }

    private static long cost(int replicas, long micros, long nanoDollarsPerHour) {
        return BigInteger.valueOf(replicas)
                .multiply(BigInteger.valueOf(micros))
                .multiply(BigInteger.valueOf(nanoDollarsPerHour))
                .divide(HOUR)
                .longValue();
    }
}
