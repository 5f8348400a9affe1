package io.blackroad.streams.query;

/** A scaling target. */
public record TargetKey(String region, String service) implements Comparable<TargetKey> {

    /** Key of its records: {@code region/service}. */
    public String id() {
        return region + "/" + service;
    }

    @Override
    public int compareTo(TargetKey other) {
        return IdOrder.BYTES.compare(id(), other.id());
    }
}
