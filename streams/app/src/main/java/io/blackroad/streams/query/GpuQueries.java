package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The GPU pools of the regions. */
final class GpuQueries {
    private static final Comparator<ObjectNode> ORDER =
            Comparator.comparing(pool -> pool.path("region").asText(), IdOrder.BYTES);

    private final LocalState state;
    private final Everyone everyone;

    GpuQueries(LocalState state, Everyone everyone) {
        this.state = state;
        this.everyone = everyone;
    }

    /** All of them. */
    private record Pools(Set<ObjectNode> items, Set<Partition> missingPartitions) {}

    Answer list(Ask ask) {
        Parameters parameters = Parameters.of(ask, "region");
        String region = parameters.text("region");
        parameters.check();
        if (ask.hop()) {
            return Answer.json(local(region));
        }
        List<ListPart> parts = everyone.parts(ask, ListPart.class, () -> local(region));
        Set<Partition> missing = everyone.missing(parts, Keyspace.REGION);
        Set<ObjectNode> pools = new TreeSet<>(ORDER);
        parts.forEach(part -> pools.addAll(part.items()));
        if (pools.isEmpty() && !missing.isEmpty()) {
            throw Everyone.tooLittle(missing);
        }
        return Answer.json(new Pools(pools, missing));
    }

    private ListPart local(String region) {
        Slice<GpuPoolView> pools = state.gpuPools();
        return new ListPart(
                pools.items().stream()
                        .filter(pool -> region == null || pool.region().equals(region))
                        .map(Json::object)
                        .toList(),
                pools.partitions());
    }
}
