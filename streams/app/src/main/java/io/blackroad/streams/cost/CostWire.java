package io.blackroad.streams.cost;

import io.blackroad.cost.Account;
import io.blackroad.schema.CostAccrued;
import io.blackroad.schema.Micros;
import io.blackroad.streams.stored.StoredUse;
import io.blackroad.streams.stored.UseWire;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Keys of the stage's stores: by time first, so that a time after another is a range. */
final class CostWire {
    /** After every key that begins with a time. */
    static final String END = "9";

    static final String PRESENT = "present";

    private CostWire() {}

    /** A time as the beginning of a key. */
    static String time(long micros) {
        return String.format(Locale.ROOT, "%018d", micros);
    }

    static long micros(String key) {
        return Long.parseLong(key.substring(0, 18));
    }

    static String use(StoredUse use) {
        String when = use.getFromMicros() == UseWire.PRESENT ? PRESENT : time(use.getFromMicros());
        return when + "/" + use.getRegion() + "/" + use.getService() + "/" + (use.getOverhead() ? 1 : 0) + "/"
                + use.getPartition();
    }

    static String hour(CostAccrued cost) {
        return time(Micros.of(cost.getHour())) + "/" + cost.getRegion() + "/" + cost.getService();
    }

    static String topicKey(CostAccrued cost) {
        return cost.getRegion() + "/" + cost.getService() + "/" + cost.getHour();
    }

    /** Whom a use is charged to; agents of a service are one account. */
    static Account account(StoredUse use) {
        return use.getOverhead()
                ? Account.overhead(use.getRegion(), use.getService())
                : Account.agent("", use.getRegion(), use.getService());
    }

    /** Beginning of the calendar month, UTC, that a time lies in. */
    static long month(long micros) {
        Instant day = Micros.instant(micros).truncatedTo(ChronoUnit.DAYS);
        return Micros.of(day.atOffset(ZoneOffset.UTC).withDayOfMonth(1).toInstant());
    }
}
