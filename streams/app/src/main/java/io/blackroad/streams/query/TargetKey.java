package io.blackroad.streams.query;

import io.blackroad.topic.ShadowName;

/** A scaling target, or the shadow of one, whose region is {@code shadow@region}. */
public record TargetKey(String region, String service) implements Comparable<TargetKey> {

    /** Key of its records: {@code region/service}. */
    public String id() {
        return region + "/" + service;
    }

    /** Key that places it in a partition: a shadow is where its target is. */
    public String placement() {
        return ShadowName.realKey(id());
    }

    @Override
    public int compareTo(TargetKey other) {
        return IdOrder.BYTES.compare(id(), other.id());
    }
}
