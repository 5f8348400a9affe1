package io.blackroad.backtest;

/** Reads a demand tick by tick. */
final class DemandCursor {
    private final Demand demand;
    private int step;
    private int end;
    private int tick;

    DemandCursor(Demand demand) {
        this.demand = demand;
        this.end = demand.end(0);
    }

    boolean hasNext() {
        return tick < demand.ticks();
    }

    double next() {
        if (tick == end) {
            step++;
            end = demand.end(step);
        }
        tick++;
        return demand.level(step);
    }
}
