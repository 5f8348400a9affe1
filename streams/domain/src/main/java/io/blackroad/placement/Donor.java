package io.blackroad.placement;

import java.util.ArrayList;
import java.util.List;

/** A live worker that may give agents in this round: idle ones before busy ones, and no more than its share. */
final class Donor {
    final Site site;
    private final Candidates idle;
    private final Candidates busy;
    private int left;

    private Donor(Site site, Candidates idle, Candidates busy, int left) {
        this.site = site;
        this.idle = idle;
        this.busy = busy;
        this.left = left;
    }

    static Donor of(Site site, RebalancePolicy policy, long nowMillis) {
        List<Resident> idle = new ArrayList<>();
        List<Resident> busy = new ArrayList<>();
        for (Resident resident : site.worker.residents()) {
            if (resident.movedMillis() == Resident.NEVER
                    || nowMillis - resident.movedMillis() >= policy.cooldownMillis()) {
                (resident.busy() ? busy : idle).add(resident);
            }
        }
        int share = Math.max(1, site.worker.residents().size() * policy.workerShare() / 100);
        return new Donor(site, Candidates.of(idle), Candidates.of(busy), share);
    }

    /** An agent of at most this load to give away; null when it has none or gave its share. */
    Resident give(long most) {
        if (left == 0) {
            return null;
        }
        Resident resident = idle.take(most);
        if (resident == null) {
            resident = busy.take(most);
        }
        if (resident != null) {
            left--;
        }
        return resident;
    }
}
