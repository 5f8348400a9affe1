package io.blackroad.infra.simulation;

import io.blackroad.cost.Account;
import io.blackroad.cost.Amounts;
import io.blackroad.cost.PartBill;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * I9: agents, idle and overhead are the bill of every part of an hour, and nobody gets money back. At rest the bill is the
 * one of the timeline of what was applied, whatever was lost, came late or too late, or crashed on the way.
 */
final class BillCheck implements Check {
    private final Channels channels;
    private final CostStage stage;
    private int seen;

    BillCheck(Channels channels, CostStage stage) {
        this.channels = channels;
        this.stage = stage;
    }

    @Override
    public void look() {
        for (; seen < channels.bills.end(); seen++) {
            Channels.Billed billed = channels.bills.at(seen);
            PartBill bill = billed.bill();
            boolean back = bill.lines().stream().anyMatch(line -> line.nanoDollars() < 0);
            if (back || bill.open() != 0) {
                throw violation(billed + (back ? " gives money back" : " lacks " + bill.open() + " in its lines"));
            }
        }
    }

    @Override
    public void atRest() {
        look();
        CostStage.Kept kept = stage.kept();
        Map<Long, PartBill> due = CostStage.rated(World.START, kept.newest(), used(), Map.of());
        due.forEach((part, bill) -> {
            if (!bill.equals(kept.bills().get(part))) {
                throw violation("the part of " + LoadStage.instant(part) + " costs "
                        + kept.bills().get(part) + ", what was held costs " + bill);
            }
        });
    }

    private Map<Long, Map<Account, Amounts>> used() {
        Timeline timeline = new Timeline();
        for (int i = 0; i < channels.applied.end(); i++) {
            timeline.follow(channels.applied.at(i));
        }
        Map<Long, Map<Account, Amounts>> used = new TreeMap<>();
        timeline.lives()
                .forEach(life -> life.stretches((holding, from, to) -> {
                    for (long at = from; at < to; at = CostStage.PARTS.end(at)) {
                        long micros = Math.min(to, CostStage.PARTS.end(at)) - at;
                        used.computeIfAbsent(CostStage.PARTS.begin(at), part -> new HashMap<>())
                                .merge(
                                        Uses.account(holding),
                                        Amounts.of(micros * holding.cpuMillis(), 0, 0),
                                        Amounts::plus);
                    }
                }));
        return used;
    }

    private static Violation violation(String what) {
        return new Violation(Invariant.I9_MONEY, what);
    }
}
