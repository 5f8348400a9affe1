package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a stage by region holds, an item a region, from whichever instances hold it; {@code region} asks for one.
 *
 * @param <V> the item
 */
final class RegionList<V> {
    private static final Comparator<ObjectNode> ORDER =
            Comparator.comparing(item -> item.path("region").asText(), IdOrder.BYTES);

    private final Everyone everyone;
    private final Keyspace keyspace;
    private final Supplier<Slice<V>> local;
    private final Function<V, String> region;

    private record Regions(Set<ObjectNode> items, Set<Partition> missingPartitions) {}

    RegionList(Everyone everyone, Keyspace keyspace, Supplier<Slice<V>> local, Function<V, String> region) {
        this.everyone = everyone;
        this.keyspace = keyspace;
        this.local = local;
        this.region = region;
    }

    Answer answer(Ask ask) {
        Parameters parameters = Parameters.of(ask, "region");
        String wanted = parameters.text("region");
        parameters.check();
        if (ask.hop()) {
            return Answer.json(local(wanted));
        }
        List<ListPart> parts = everyone.parts(ask, ListPart.class, () -> local(wanted));
        Set<Partition> missing = everyone.missing(parts, keyspace);
        Set<ObjectNode> items = new TreeSet<>(ORDER);
        parts.forEach(part -> items.addAll(part.items()));
        if (items.isEmpty() && !missing.isEmpty()) {
            throw Everyone.tooLittle(missing);
        }
        return Answer.json(new Regions(items, missing));
    }

    private ListPart local(String wanted) {
        Slice<V> slice = local.get();
        return new ListPart(
                slice.items().stream()
                        .filter(item -> wanted == null || region.apply(item).equals(wanted))
                        .map(Json::object)
                        .toList(),
                slice.partitions());
    }
}
