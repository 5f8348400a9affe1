package io.blackroad.placement;

import io.blackroad.placement.WorkerState.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who of a region's workers is there: by the control table, and by what is heard of their agents. */
final class WorkerWatch {
    /** A worker whose row is gone is remembered for as long as an agent may still say its name. */
    private static final long REMEMBERED_MILLIS = 24 * 3_600_000L;

    private final RegionBook book;
    private final PlacementPolicy policy;
    private final long nowMillis;

    WorkerWatch(RegionBook book, PlacementPolicy policy, long nowMillis) {
        this.book = book;
        this.policy = policy;
        this.nowMillis = nowMillis;
    }

    /** Takes over the rows; true when a worker came, went, or changed its status. */
    boolean follow(List<WorkerRow> rows) {
        Map<String, WorkerRow> byId = new HashMap<>();
        boolean added = false;
        for (WorkerRow row : rows) {
            byId.put(row.id(), row);
            if (book.worker(row.id()) == null) {
                book.put(new WorkerState(row.id(), asWritten(row), nowMillis, row.writtenMicros(), 0, 0, 0, 0));
                added = true;
            }
        }
        if (added) {
            book.recount();
        }
        boolean changed = added;
        for (WorkerState worker : book.workers()) {
            changed |= follow(worker, byId.get(worker.id()));
        }
        if (changed) {
            book.markAll();
        }
        return changed;
    }

    private boolean follow(WorkerState worker, WorkerRow row) {
        Status next = row == null ? Status.REMOVED : next(worker, row);
        if (next == Status.REMOVED && isForgotten(worker)) {
            book.drop(worker);
            return false;
        }
        WorkerState after = worker.entering(next, nowMillis);
        book.put(row == null ? after : after.written(row.writtenMicros()));
        return next != worker.status();
    }

    private Status next(WorkerState worker, WorkerRow row) {
        if (worker.unheard()) {
            return Status.LOST;
        }
        boolean stays = worker.status() == Status.LOST
                && worker.heard() == 0
                && row.writtenMicros() <= worker.writtenMicros()
                && nowMillis - worker.sinceMillis() < policy.againMillis();
        return stays ? Status.LOST : asWritten(row);
    }

    private boolean isForgotten(WorkerState worker) {
        return worker.status() == Status.REMOVED
                && worker.agents() + worker.heard() + worker.lost() == 0
                && nowMillis - worker.sinceMillis() > REMEMBERED_MILLIS;
    }

    private static Status asWritten(WorkerRow row) {
        return row.draining() ? Status.DRAINING : Status.LIVE;
    }
}
