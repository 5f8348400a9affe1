package io.blackroad.plan;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The guide's table of what fleets cost a month, by their size. Its cells add up to its totals. */
final class GuideTable {
    private static final long BILLION = 1_000_000_000;

    private static final List<Row> ROWS = List.of(
            row(1_000, 200, 100, 500, 50, 50),
            row(5_000, 800, 400, 2_000, 200, 200),
            row(10_000, 1_500, 800, 4_000, 500, 500),
            row(30_000, 4_000, 2_000, 10_000, 1_500, 1_500));

    private GuideTable() {}

    /**
     * A row.
     *
     * @param agents size of the fleet
     * @param nanoDollars a month, by column
     */
    record Row(int agents, Map<Category, Long> nanoDollars) {
        long total() {
            return nanoDollars.values().stream().reduce(0L, Math::addExact);
        }
    }

    /** The first row that is large enough; above the last, the last in proportion. */
    static Row of(int agents) {
        return ROWS.stream().filter(row -> agents <= row.agents()).findFirst().orElseGet(() -> beyond(agents));
    }

    private static Row beyond(int agents) {
        Row last = ROWS.get(ROWS.size() - 1);
        Map<Category, Long> cells = new EnumMap<>(Category.class);
        last.nanoDollars()
                .forEach((category, nanos) -> cells.put(
                        category,
                        BigInteger.valueOf(nanos)
                                .multiply(BigInteger.valueOf(agents))
                                .divide(BigInteger.valueOf(last.agents()))
                                .longValueExact()));
        return new Row(agents, cells);
    }

    private static Row row(int agents, long cpu, long memory, long gpu, long storage, long network) {
        Map<Category, Long> cells = new EnumMap<>(Category.class);
        cells.put(Category.CPU, cpu * BILLION);
        cells.put(Category.MEMORY, memory * BILLION);
        cells.put(Category.GPU, gpu * BILLION);
        cells.put(Category.STORAGE, storage * BILLION);
        cells.put(Category.NETWORK, network * BILLION);
        return new Row(agents, cells);
    }
}
