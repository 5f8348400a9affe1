package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Workers: those of all regions, and one. */
final class WorkerQueries {
    private static final Comparator<ObjectNode> ORDER =
            Comparator.comparing(region -> region.path("region").asText(), IdOrder.BYTES);

    private final LocalState state;
    private final Everyone everyone;

    WorkerQueries(LocalState state, Everyone everyone) {
        this.state = state;
        this.everyone = everyone;
    }

    private record Regions(Set<ObjectNode> items, Set<Partition> missingPartitions) {}

    Answer list(Ask ask) {
        Parameters parameters = Parameters.of(ask, "region");
        String region = parameters.text("region");
        parameters.check();
        if (ask.hop()) {
            return Answer.json(local(region));
        }
        List<ListPart> parts = everyone.parts(ask, ListPart.class, () -> local(region));
        Set<Partition> missing = everyone.missing(parts, Keyspace.PLACEMENT);
        Set<ObjectNode> regions = new TreeSet<>(ORDER);
        parts.forEach(part -> regions.addAll(part.items()));
        if (regions.isEmpty() && !missing.isEmpty()) {
            throw Everyone.tooLittle(missing);
        }
        return Answer.json(new Regions(regions, missing));
    }

    private ListPart local(String region) {
        Slice<PlacementView> placements = state.placements();
        return new ListPart(
                placements.items().stream()
                        .filter(each -> region == null || each.region().equals(region))
                        .map(Json::object)
                        .toList(),
                placements.partitions());
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
