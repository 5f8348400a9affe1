package io.blackroad.infra.bench.placement;

import java.util.List;

/** All of the part. */
public record PlacementResult(List<RebalanceRow> rebalances, StaleLoads.Result staleLoads, LargePlan.Result largePlan) {
    private static final long SEED = 20_261_124;

    /** Plays all; the large plan is made once for each of some shuffled inputs. */
    public static PlacementResult measure(int inputs) {
        return new PlacementResult(RebalanceCases.run(), StaleLoads.run(SEED), LargePlan.run(inputs));
    }
}
