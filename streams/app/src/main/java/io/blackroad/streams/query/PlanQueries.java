package io.blackroad.streams.query;

import io.blackroad.plan.Phase;
import io.blackroad.plan.Plans;
import io.blackroad.streams.control.PriceWire;
import java.util.List;

/** What a fleet needs and costs. Every instance holds phases and prices whole, so every instance answers by itself. */
final class PlanQueries {
    private final QuerySources sources;

    PlanQueries(QuerySources sources) {
        this.sources = sources;
    }

    Answer plan(Ask ask) {
        Parameters parameters = Parameters.of(ask, "agents");
        int agents = parameters.required("agents", Plans.MOST_AGENTS);
        parameters.check();
        List<Phase> phases = PhaseWire.phases(sources.state().phases());
        if (phases.stream().allMatch(phase -> phase.resources().isEmpty())) {
            throw Problem.of(
                            ProblemType.NOT_READY,
                            "no row of control.public.phases says what its phase is built from yet; ask again, or fill in"
                                    + " its resources")
                    .exception();
        }
        return Answer.json(Plans.of(
                agents,
                phases,
                PriceWire.rows(sources.state().prices()),
                sources.clock().instant()));
    }
}
