package io.blackroad.plan;

import io.blackroad.cost.PriceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where the computed cost, the guide's table and the budget of the phase part, and why; a sentence each. */
final class Differences {
    private static final int HOURS = 730;

    private final Materials materials;
    private final Use use;
    private final Catalogue catalogue;
    private final CostSheet computed;
    private final GuideTable.Row guide;
    private final List<String> sentences = new ArrayList<>();

    Differences(Materials materials, Use use, Catalogue catalogue, CostSheet computed, GuideTable.Row guide) {
        this.materials = materials;
        this.use = use;
        this.catalogue = catalogue;
        this.computed = computed;
        this.guide = guide;
    }

    /** @param labelled the cost by the guide's labels */
    List<String> sentences(int agents, CostSheet labelled) {
        for (String item : computed.unpriced()) {
            sentences.add("no price holds for " + item + ": its column and the total are not known");
        }
        held("CPU", "vCPU", Use.CPU, labelled);
        held("memory", "GB", Use.MEMORY, labelled);
        gpu();
        network();
        budget(agents);
        return List.copyOf(sentences);
    }

    private void held(String name, String unit, String item, CostSheet labelled) {
        Category category = Use.category(item);
        Optional<PriceRow> row = catalogue.row(item);
        Long cost = computed.of(category);
        if (row.isEmpty() || cost == null) {
            return;
        }
        String sentence = String.format(
                Locale.ROOT,
                "%s: %,d %s for %d hours at %s a %s are %s; the guide's table has %s",
                name,
                use.whole(item),
                unit,
                HOURS,
                Money.exact(row.get().nanoDollars()),
                row.get().unit().name().toLowerCase(Locale.ROOT),
                Money.whole(cost),
                table(category));
        if (!cost.equals(labelled.of(category))) {
            sentence += ". The guide labels this price per hour, its provider lists it per minute, a factor of 60: as"
                    + " labelled it were " + Money.whole(labelled.of(category));
        }
        sentences.add(sentence);
    }

    private void gpu() {
        Long cost = computed.of(Category.GPU);
        long cards = materials.gpus();
        if (cost == null || cost < cards || cards == 0) {
            return;
        }
        sentences.add(String.format(
                Locale.ROOT,
                "GPU: %,d cards for %d hours at %s an hour are %s; the guide's table has %s, which pays for %,d of them",
                cards,
                HOURS,
                Money.exact(cost / cards / HOURS),
                Money.whole(cost),
                table(Category.GPU),
                guide.nanoDollars().get(Category.GPU) / (cost / cards)));
    }

    private void network() {
        Long cost = computed.of(Category.NETWORK);
        if (cost == null) {
            return;
        }
        long storage = 0;
        for (String item : List.of(Use.READ, Use.WRITE)) {
            storage += catalogue.monthly(item, use.billionths().get(item)).orElseThrow();
        }
        sentences.add("network: " + Money.whole(cost) + ", of which " + Money.whole(storage)
                + " are reads and writes of key-value storage; the guide's table has " + table(Category.NETWORK)
                + ", and its calculator prices the writes without adding them");
    }

    private void budget(int agents) {
        Phase phase = materials.phase();
        if (agents > phase.maxAgents()) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "no phase is for %,d agents: materials and the guide's table are in proportion to %s, the last; the"
                            + " budget is its own",
                    agents,
                    phase.id()));
        }
        long budget = phase.budgetNanoDollars();
        sentences.add(String.format(
                Locale.ROOT,
                "budget: the guide's table has %s for %,d agents, %s the %s of phase %s",
                Money.whole(guide.total()),
                guide.agents(),
                against(guide.total(), budget),
                Money.whole(budget),
                phase.id()));
        Long total = computed.total();
        if (total != null) {
            sentences.add("budget: the computed cost is " + Money.whole(total) + ", " + against(total, budget) + " the "
                    + Money.whole(budget) + " of phase " + phase.id() + largest(total));
        }
    }

    private String table(Category category) {
        return Money.whole(guide.nanoDollars().get(category));
    }

    private static String against(long cost, long budget) {
        if (cost == budget) {
            return "as much as";
        }
        return Money.whole(Math.abs(cost - budget)) + (cost > budget ? " above" : " below");
    }

    private String largest(long total) {
        Category largest = Category.CPU;
        for (Category category : Category.values()) {
            largest = computed.of(category) > computed.of(largest) ? category : largest;
        }
        long percent = total < 100 ? 0 : computed.of(largest) / (total / 100);
        return percent == 0
                ? ""
                : "; " + percent + " % of it is " + largest.name().toLowerCase(Locale.ROOT);
    }
}
