package io.blackroad.infra.cli.cost;

import io.blackroad.cost.Bill;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Function;

/** What a bill is added up by. */
enum Grouping {
    KIND(line -> line.account().kind().name().toLowerCase(Locale.ROOT)),
    AGENT(line -> named(line.account().agentId(), line)),
    SERVICE(line -> named(line.account().service(), line)),
    REGION(line -> named(line.account().region(), line)),
    PROVIDER(Bill.Line::provider),
    ITEM(line -> line.provider() + "/" + line.item()),
    HOUR(line -> line.from().truncatedTo(ChronoUnit.HOURS).toString());

    private final Function<Bill.Line, String> key;

    Grouping(Function<Bill.Line, String> key) {
        this.key = key;
    }

    Function<Bill.Line, String> key() {
        return key;
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Idle capacity and overhead belong to nobody in particular. */
    private static String named(String name, Bill.Line line) {
        return name.isEmpty() ? "(" + KIND.key.apply(line) + ")" : name;
    }
}
