package io.blackroad.scaling;

import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * The money cap. An hour's cap is what the replicas may cost an hour. A month's cap counts what was spent since the
 * month began, UTC, and allows as many replicas for the next hour as leave enough to run the minimum until its end: a
 * burst may be paid from what a quiet week saved. The minimum is never cut.
 */
final class Money {
    private static final String OWNER = "money";
    private static final int VERSION = 1;
    private static final long HOUR = 3_600 * Micros.SECOND;

    private static final int MONTH = 0;
    private static final int SPENT = 1;
    private static final int UNTIL = 2;
    private static final int REPLICAS = 3;

    private Money() {}

    /** The memory with what ran since the last tick paid. */
    static Memory spent(Memory before, Instant now, int replicas, long price) {
        long micros = Micros.of(now);
        long month = monthOf(now);
        if (!before.isOf(OWNER, VERSION) || before.at(MONTH) != month) {
            return Memory.of(OWNER, VERSION, month, 0, micros, replicas);
        }
        long since = Math.max(0, micros - before.at(UNTIL));
        long more = cost(before.at(REPLICAS), price, since);
        return Memory.of(OWNER, VERSION, month, before.at(SPENT) + more, Math.max(micros, before.at(UNTIL)), replicas);
    }

    /** Most replicas that an hour's cap allows. */
    static long fitsHour(long cap, long price) {
        return cap / price;
    }

    /** Most replicas that a month's cap allows for the next hour. */
    static long fitsMonth(Memory spent, long cap, long price, int min, Instant now) {
        long left = endOfMonth(now) - Micros.of(now);
        long next = Math.min(HOUR, left);
        long free = cap - spent.at(SPENT) - cost(min, price, left - next);
        if (free <= 0) {
            return 0;
        }
        return BigInteger.valueOf(free)
                .multiply(BigInteger.valueOf(HOUR))
                .divide(BigInteger.valueOf(price).multiply(BigInteger.valueOf(Math.max(1, next))))
                .min(BigInteger.valueOf(Integer.MAX_VALUE))
                .longValue();
    }

    /** Spent this month, as the memory has it; billionths of a dollar. */
    static long ofMonth(Memory spent) {
        return spent.at(SPENT);
    }

    /** An amount as people read it. */
    static String dollars(long nano) {
        return String.format(Locale.ROOT, "$%,.2f", nano / 1e9);
    }

    /** What so many replicas cost an hour; the largest number there is when it is more. */
    static long times(int replicas, long price) {
        return BigInteger.valueOf(replicas)
                .multiply(BigInteger.valueOf(price))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .max(BigInteger.valueOf(Long.MIN_VALUE))
                .longValue();
    }

    private static long cost(long replicas, long price, long micros) {
        return BigInteger.valueOf(replicas)
                .multiply(BigInteger.valueOf(price))
                .multiply(BigInteger.valueOf(micros))
                .divide(BigInteger.valueOf(HOUR))
                .min(BigInteger.valueOf(Long.MAX_VALUE / 4))
                .longValue();
    }

    private static long monthOf(Instant now) {
        OffsetDateTime date = now.atOffset(ZoneOffset.UTC);
        return date.getYear() * 12L + date.getMonthValue() - 1;
    }

    private static long endOfMonth(Instant now) {
        OffsetDateTime date = now.atOffset(ZoneOffset.UTC);
        return Micros.of(date.toLocalDate()
                .withDayOfMonth(1)
                .plusMonths(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC));
    }
}
