/** Rebalances of regions and placements on stale loads, played on paper, and what a plan of a million agents takes. */
package io.blackroad.infra.bench.placement;
