package io.blackroad.streams.cost;

import io.blackroad.cost.Account;
import io.blackroad.cost.Amounts;
import io.blackroad.cost.Parts;
import io.blackroad.schema.CostAccrued;
import io.blackroad.schema.Micros;
import io.blackroad.streams.query.CostBook;
import io.blackroad.streams.stored.StoredCostClock;
import io.blackroad.streams.stored.StoredUse;
import io.blackroad.streams.stored.UseWire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The stores of the stage as queries show them. */
public final class BooksWire {
    /** Keys of what is held at present, in the store of uses. */
    public static final String FIRST_PRESENT = CostWire.PRESENT + "/";

    public static final String AFTER_PRESENT = CostWire.PRESENT + "0";

    /** After the keys of all hours. */
    public static final String AFTER_HOURS = CostWire.END;

    private BooksWire() {}

    /** Key before those of the hour that lies so far back, and of all later ones. */
    public static String firstHour(StoredCostClock clock, Duration back) {
        return CostWire.time(Parts.hour(Math.max(0, clock.getNewestMicros() - back.toNanos() / 1_000)));
    }

    /** The book. */
    public static CostBook of(StoredCostClock clock, List<CostAccrued> hours, List<StoredUse> present) {
        Map<Account, Amounts> held = new TreeMap<>();
        present.stream()
                .filter(use -> use.getAtMicros() >= clock.getNewestMicros() - UseWire.SILENT_MICROS)
                .forEach(use -> held.merge(CostWire.account(use), UseWire.amounts(use), Amounts::plus));
        return new CostBook(
                Micros.instant(clock.getNewestMicros()), hours, held, OfferWire.amounts(clock.getOffered()));
    }
}
