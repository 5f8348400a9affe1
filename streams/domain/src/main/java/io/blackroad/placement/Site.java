package io.blackroad.placement;

import java.util.Comparator;

/** A worker while a plan is made: what its load would be. */
final class Site {
    static final Comparator<Site> LEAST_LOADED =
            Comparator.<Site>comparingLong(site -> site.load).thenComparing(site -> site.worker.name());

    final Worker worker;
    long load;

    Site(Worker worker) {
        this.worker = worker;
        for (Resident resident : worker.residents()) {
            load += resident.load();
        }
    }
}
