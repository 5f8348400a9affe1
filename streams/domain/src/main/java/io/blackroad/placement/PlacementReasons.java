package io.blackroad.placement;

import io.blackroad.placement.PlacementInput.ScaleIn;
import io.blackroad.placement.Victims.Victim;
import java.util.List;
import java.util.Locale;

/** Why an agent is placed where it is, and who goes by which decision, in sentences with their numbers. */
final class PlacementReasons {
    private PlacementReasons() {}

    /** @param to with its load before the agent comes */
    static String of(RegionBook book, Tenant tenant, WorkerState to, int live) {
        return why(book, tenant) + ": " + to.id() + " has the least load of " + live
                + (live == 1 ? " live worker, " : " live workers, ") + to.load() + ", the agent asks for "
                + tenant.said().load();
    }

    private static String why(RegionBook book, Tenant tenant) {
        String home = tenant.home();
        WorkerState worker = book.worker(home);
        if (worker == null) {
            return "it has no worker";
        }
        boolean again = worker.status() == WorkerState.Status.LIVE;
        return home + (again ? " was lost" : " is " + worker.status().name().toLowerCase(Locale.ROOT));
    }

    static String of(ScaleIn scaleIn, List<Victim> victims) {
        long idle = victims.stream().filter(victim -> victim.busy() == 0).count();
        return "decision " + scaleIn.decisionId() + " takes " + scaleIn.replicas() + " of " + scaleIn.service()
                + " away: " + victims.size() + " named, " + idle + " of them idle";
    }
}
