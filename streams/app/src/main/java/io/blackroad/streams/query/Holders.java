package io.blackroad.streams.query;

import java.util.List;

/**
 * Who can answer for a key.
 *
 * @param partition where the key is
 * @param owner who answers from the newest state
 * @param copies other instances than this one that follow the owner, if the group keeps copies
 */
public record Holders(Partition partition, Owner owner, List<Instance> copies) {
    public Holders {
        copies = List.copyOf(copies);
    }
}
