package io.blackroad.placement;

import java.util.stream.Stream;

/**
 * Fewest moves to a balance: every agent of a lost or draining worker, and from each worker above the band its largest
 * ones until it is inside; or what the workers below it need if all that comes is as large as the largest agent. The
 * larger of the two, since one move can serve both.
 */
final class LowerBound {
    private LowerBound() {}

    static int of(Region region, Band band, boolean level) {
        int away = Region.residents(region.lost()) + Region.residents(region.draining());
        if (!level) {
            return away;
        }
        long largest = 1;
        for (Site site : region.live()) {
            largest = Math.max(largest, largest(site));
            away += leaving(site, site.load - band.high());
        }
        for (Site site : Stream.concat(region.lost().stream(), region.draining().stream())
                .toList()) {
            largest = Math.max(largest, largest(site));
        }
        long coming = 0;
        for (Site site : region.live()) {
            coming += Math.max(0, (band.low() - site.load + largest - 1) / largest);
        }
        return (int) Math.max(away, coming);
    }

    private static int leaving(Site site, long excess) {
        if (excess <= 0) {
            return 0;
        }
        long[] loads = site.worker.residents().stream()
                .mapToLong(Resident::load)
                .sorted()
                .toArray();
        int count = 0;
        long rest = excess;
        while (rest > 0) {
            count++;
            rest -= loads[loads.length - count];
        }
        return count;
    }

    private static long largest(Site site) {
        return site.worker.residents().stream().mapToLong(Resident::load).max().orElse(0);
    }
}
