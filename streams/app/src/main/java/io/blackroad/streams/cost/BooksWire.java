package io.blackroad.streams.cost;

import io.blackroad.cost.Account;
import io.blackroad.cost.Amounts;
import io.blackroad.schema.CostAccrued;
import io.blackroad.schema.Micros;
import io.blackroad.streams.query.CostBook;
import io.blackroad.streams.stored.StoredCostClock;
import io.blackroad.streams.stored.StoredUse;
import io.blackroad.streams.stored.UseWire;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The stores of the stage as queries show them. */
public final class BooksWire {
    /** Keys of what is held at present, in the store of uses. */
    public static final String FIRST_PRESENT = CostWire.PRESENT + "/";

    public static final String AFTER_PRESENT = CostWire.PRESENT + "0";

    private BooksWire() {}

    /** The book. */
    public static CostBook of(StoredCostClock clock, List<CostAccrued> hours, List<StoredUse> present) {
        Map<Account, Amounts> held = new TreeMap<>();
        present.forEach(use -> held.merge(CostWire.account(use), UseWire.amounts(use), Amounts::plus));
        return new CostBook(
                Micros.instant(clock.getNewestMicros()), hours, held, OfferWire.amounts(clock.getOffered()));
    }
}
