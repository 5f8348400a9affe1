package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** One page of a list, merged from the parts of all instances. */
record Page(List<ObjectNode> items, String next, Set<Partition> missingPartitions) {

    /**
     * The first items of all parts.
     *
     * @param parts each of them in {@code order}, with one item more than {@code limit} if there are more
     * @param order total, so that an item that two instances show while it moves counts once
     * @param end cursor that a page ending with this item is continued from
     * @throws ProblemException if nothing was found and something is missing: an empty page would say too much
     */
    static Page of(
            List<ListPart> parts,
            Set<Partition> missing,
            Comparator<ObjectNode> order,
            int limit,
            Function<ObjectNode, Cursor> end) {
        TreeSet<ObjectNode> merged = new TreeSet<>(order);
        parts.forEach(part -> merged.addAll(part.items()));
        if (merged.isEmpty() && !missing.isEmpty()) {
            throw Everyone.tooLittle(missing);
        }
        List<ObjectNode> items = merged.stream().limit(limit).toList();
        boolean more = merged.size() > limit;
        return new Page(items, more ? end.apply(items.get(limit - 1)).encode() : null, missing);
    }
}
