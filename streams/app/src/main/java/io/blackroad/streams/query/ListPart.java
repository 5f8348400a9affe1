package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** One instance's part of a list: its items, ready to be shown. */
record ListPart(List<ObjectNode> items, Set<Partition> partitions) implements Part {
    ListPart {
        items = List.copyOf(items);
        partitions = Set.copyOf(partitions);
    }
}
