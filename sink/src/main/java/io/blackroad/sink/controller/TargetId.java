package io.blackroad.sink.controller;

import java.util.Objects;

/** A scaling target: one service of one region. */
public record TargetId(String region, String service) implements Comparable<TargetId> {

    public TargetId {
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(service, "service");
    }

    /** Key of the target's records: region/service. */
    public String key() {
        return region + "/" + service;
    }

    @Override
    public int compareTo(TargetId other) {
        return key().compareTo(other.key());
    }

    @Override
    public String toString() {
        return key();
    }
}
