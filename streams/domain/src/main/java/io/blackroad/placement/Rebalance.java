package io.blackroad.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Plans the next round of a region's rebalance. A pure function of the workers, whatever their order: agents of lost and
 * draining workers go first, each to the least loaded worker; then the most loaded worker gives to the least loaded one
 * until all are within the band, which for agents of equal load takes the fewest moves there can be, since each move
 * lowers an excess and fills a lack at once.
 */
public final class Rebalance {
    private final RebalancePolicy policy;
    private final long nowMillis;
    private final Region region;
    private final TreeSet<Site> byLoad = new TreeSet<>(Site.LEAST_LOADED);
    private final List<Move> moves = new ArrayList<>();
    private int left;

    private Rebalance(Region region, RebalancePolicy policy, long nowMillis) {
        this.region = region;
        this.policy = policy;
        this.nowMillis = nowMillis;
        byLoad.addAll(region.live());
        left = Math.max(1, (int) ((long) region.running() * policy.regionShare() / 100));
    }

    /**
     * Plans a round.
     *
     * @param unfinished what the plan before said: a rebalance that has begun goes on to the end of its band
     * @param nowMillis event time, milliseconds since 1970
     */
    public static RebalancePlan plan(List<Worker> workers, RebalancePolicy policy, boolean unfinished, long nowMillis) {
        Region region = Region.of(workers);
        if (region.live().isEmpty()) {
            return RebalancePlan.NONE;
        }
        Band band = Band.of(region.total(), region.live().size(), policy);
        String cause = Cause.of(region, band, policy, unfinished);
        if (cause.isEmpty()) {
            return RebalancePlan.NONE;
        }
        boolean level = unfinished || Cause.uneven(region, band, policy) != null;
        int bound = LowerBound.of(region, band, level);
        Rebalance rebalance = new Rebalance(region, policy, nowMillis);
        boolean more = !rebalance.placeAll(region.lost(), true);
        more |= !rebalance.placeAll(region.draining(), false);
        more |= level && !rebalance.level(band);
        return new RebalancePlan(List.copyOf(rebalance.moves), bound, cause, more);
    }

    /** Gives every agent of some workers a place; false when the round's share ended it. */
    private boolean placeAll(List<Site> from, boolean free) {
        for (Site site : from) {
            List<Resident> residents = new ArrayList<>(site.worker.residents());
            residents.sort(Comparator.comparing(Resident::busy)
                    .thenComparing(Comparator.comparingLong(Resident::load).reversed())
                    .thenComparing(Resident::agentId));
            for (Resident resident : residents) {
                if (!free && left == 0) {
                    return false;
                }
                left -= free ? 0 : 1;
                move(resident, site, byLoad.first());
            }
        }
        return true;
    }

    /** Evens out the live workers; false when some are outside the band at the end. */
    private boolean level(Band band) {
        TreeSet<Donor> donors = new TreeSet<>(Comparator.comparing((Donor donor) -> donor.site, Site.LEAST_LOADED));
        for (Site site : region.live()) {
            if (site.load >= band.fill()) {
                donors.add(Donor.of(site, policy, nowMillis));
            }
        }
        while (!within(band) && left > 0 && !donors.isEmpty()) {
            Donor donor = donors.pollLast();
            Site least = byLoad.first();
            if (donor.site.load <= band.high() && !needed(band)) {
                return false;
            }
            long most = Math.min(donor.site.load - band.low(), band.fill() - least.load);
            Resident resident = donor.give(most);
            if (resident == null) {
                // Agents may be larger than the band is wide; a move then helps if it leaves its giver no lower than
                // its taker.
                resident = donor.give((donor.site.load - least.load) / 2);
            }
            if (resident != null) {
                left--;
                move(resident, donor.site, least);
                if (donor.site.load >= band.fill()) {
                    donors.add(donor);
                }
            }
        }
        return within(band);
    }

    /**
     * True when workers inside the band must give too, because those above it have less to give than those below it lack.
     * While they have enough, what they may not give in this round comes in a later one and serves both.
     */
    private boolean needed(Band band) {
        long balance = 0;
        for (Site site : region.live()) {
            balance += Math.max(0, band.low() - site.load) - Math.max(0, site.load - band.high());
        }
        return balance > 0;
    }

    private boolean within(Band band) {
        return byLoad.first().load >= band.low() && byLoad.last().load <= band.high();
    }

    private void move(Resident resident, Site from, Site to) {
        if (from.worker.state() == Worker.State.LIVE) {
            byLoad.remove(from);
            from.load -= resident.load();
            byLoad.add(from);
        }
        byLoad.remove(to);
        to.load += resident.load();
        byLoad.add(to);
        moves.add(new Move(resident.agentId(), from.worker.name(), to.worker.name()));
    }
}
