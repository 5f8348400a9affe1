package io.blackroad.placement;

import java.util.List;

/** Why a region is rebalanced, as a sentence with its numbers. */
final class Cause {
    private Cause() {}

    /** Empty when there is nothing to do. */
    static String of(Region region, Band band, RebalancePolicy policy, boolean unfinished) {
        String gone = gone(region.lost(), "lost");
        if (gone == null) {
            gone = gone(region.draining(), "draining");
        }
        if (gone != null) {
            return gone;
        }
        String uneven = uneven(region, band, policy);
        if (uneven != null) {
            return uneven;
        }
        if (unfinished && !within(region, band)) {
            return "the rebalance that has begun is not within " + policy.low() + " to " + policy.high()
                    + " % of the mean, " + band.mean();
        }
        return "";
    }

    /** The worker that is farthest over or under what starts a rebalance, as a sentence; null when none is. */
    static String uneven(Region region, Band band, RebalancePolicy policy) {
        Site most = region.live().get(0);
        Site least = most;
        for (Site site : region.live()) {
            most = site.load > most.load ? site : most;
            least = site.load < least.load ? site : least;
        }
        if (band.above(most.load, policy.shedAbove())) {
            return sentence(most, "over " + policy.shedAbove(), band);
        }
        if (band.below(least.load, policy.pullBelow()) && least.load < band.low()) {
            return sentence(least, "under " + policy.pullBelow(), band);
        }
        return null;
    }

    private static boolean within(Region region, Band band) {
        return region.live().stream().allMatch(site -> site.load >= band.low() && site.load <= band.high());
    }

    private static String gone(List<Site> sites, String how) {
        int residents = Region.residents(sites);
        if (residents == 0) {
            return null;
        }
        long workers = sites.stream()
                .filter(site -> !site.worker.residents().isEmpty())
                .count();
        String first = sites.stream()
                .filter(site -> !site.worker.residents().isEmpty())
                .findFirst()
                .orElseThrow()
                .worker
                .name();
        return first + (workers == 1 ? " is " : " and " + (workers - 1) + " more are ") + how + " with " + residents
                + (residents == 1 ? " agent" : " agents");
    }

    private static String sentence(Site site, String where, Band band) {
        return site.worker.name() + " has a load of " + site.load + ", " + where + " % of the mean, " + band.mean();
    }
}
