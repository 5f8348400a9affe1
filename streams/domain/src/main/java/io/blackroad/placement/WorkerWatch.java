package io.blackroad.placement;

import io.blackroad.placement.WorkerState.Status;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who of a region's workers is there: by the control table, and by what is heard of their agents. */
final class WorkerWatch {
    /** A worker whose row is gone is remembered for as long as an agent may still say its name. */
    private static final long REMEMBERED_MILLIS = 24 * 3_600_000L;

    private final RegionBook book;
    private final PlacementPolicy policy;
    private final long nowMillis;
    private final Set<String> forgiven = new HashSet<>();

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
                book.put(new WorkerState(row.id(), asWritten(row), nowMillis, row.writtenMicros(), 0, 0, 0, 0, 0));
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

    /** Workers that were gone and have another chance from this tick on, whoever was lost there. */
    Set<String> forgiven() {
        return forgiven;
    }

    private boolean follow(WorkerState before, WorkerRow row) {
        boolean again = row != null && hasAnotherChance(before, row);
        if (again) {
            forgiven.add(before.id());
        }
        WorkerState worker = before.forgiving(again ? before.lost() : before.forgiven());
        Status next = row == null ? Status.REMOVED : next(worker, again, row);
        if (next == Status.REMOVED && isForgotten(worker)) {
            book.drop(worker);
            return false;
        }
        WorkerState after = worker.entering(next, nowMillis);
        book.put(row == null ? after : after.written(row.writtenMicros()));
        return next != worker.status();
    }

    private boolean hasAnotherChance(WorkerState worker, WorkerRow row) {
        return worker.status().gone() && row.writtenMicros() > worker.writtenMicros()
                || worker.status() == Status.LOST && nowMillis - worker.sinceMillis() >= policy.againMillis();
    }

    private static Status next(WorkerState worker, boolean again, WorkerRow row) {
        boolean stays = worker.status() == Status.LOST && worker.heard() == 0 && !again;
        return stays || worker.unheard() ? Status.LOST : asWritten(row);
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
