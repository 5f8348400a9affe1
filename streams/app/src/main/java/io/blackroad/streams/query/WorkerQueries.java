package io.blackroad.streams.query;

import java.util.List;
import java.util.Set;

/** Workers: those of all regions, and one. */
final class WorkerQueries {
    private final LocalState state;
    private final Everyone everyone;

    WorkerQueries(LocalState state, Everyone everyone) {
        this.state = state;
        this.everyone = everyone;
    }

    /** The workers of each region. */
    Answer list(Ask ask) {
        return new RegionList<>(everyone, Keyspace.PLACEMENT, state::placements, PlacementView::region).answer(ask);
    }

    /** One worker; whoever holds its region answers. */
    Answer one(Ask ask) {
        Parameters.of(ask).check();
        String id = ask.path("id");
        if (ask.hop()) {
            return Answer.json(local(state.worker(id)));
        }
        List<ListPart> parts = everyone.parts(ask, ListPart.class, () -> local(state.worker(id)));
        for (ListPart part : parts) {
            if (!part.items().isEmpty()) {
                return Answer.json(part.items().get(0));
            }
        }
        Set<Partition> missing = everyone.missing(parts, Keyspace.PLACEMENT);
        if (!missing.isEmpty()) {
            throw Everyone.tooLittle(missing);
        }
        throw Problem.of(
                        ProblemType.UNKNOWN_WORKER,
                        "no worker " + id + " has a row in control.public.workers; see /v1/workers")
                .exception();
    }

    private static ListPart local(Slice<WorkerView> worker) {
        return new ListPart(worker.items().stream().map(Json::object).toList(), worker.partitions());
    }
}
