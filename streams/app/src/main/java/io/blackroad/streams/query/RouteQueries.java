package io.blackroad.streams.query;

import io.blackroad.ring.Routes;
import io.blackroad.ring.Routes.RegionShare;
import java.util.List;

/** Where an agent belongs. Every instance holds the regions whole, so every instance answers by itself. */
final class RouteQueries {
    private final LocalState state;

    RouteQueries(LocalState state) {
        this.state = state;
    }

    Answer route(Ask ask) {
        Parameters.of(ask).check();
        List<RegionShare> regions = state.regions().stream()
                .map(region -> new RegionShare(region.getId(), region.getWeight(), region.getUrl()))
                .toList();
        if (regions.stream().allMatch(region -> region.weight() == 0)) {
            throw Problem.of(
                            ProblemType.NOT_READY,
                            "control.public.regions has no region with a weight above 0 yet; ask again, or write one")
                    .exception();
        }
        return Answer.json(Routes.over(regions).of(ask.path("agentId")));
    }
}
