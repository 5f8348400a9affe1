package io.blackroad.plan;

/**
 * Machines of one kind.
 *
 * @param name what they serve as: {@value #WORKER}, {@value #API}, {@value #GPU}, {@value #DATABASE}, redis, vectors, and of
 *     our own control plane {@value #BROKER} and {@value #STREAMS}
 * @param product what they are; empty when not stated
 * @param count how many, over all regions
 * @param cpuMillis of each, thousandths of a core; 0 when not stated
 * @param memoryBytes of each; 0 when not stated
 * @param gpus cards of each
 * @param storageBytes of each; 0 when not stated
 */
public record Resource(
        String name, String product, long count, int cpuMillis, long memoryBytes, int gpus, long storageBytes) {
    static final String WORKER = "worker";
    static final String API = "api";
    static final String GPU = "gpu";
    static final String DATABASE = "database";
    static final String BROKER = "broker";
    static final String STREAMS = "streams";

    /** So many of the same. */
    Resource times(long other) {
        return new Resource(name, product, other, cpuMillis, memoryBytes, gpus, storageBytes);
    }

    /** True for what is there as often as there are agents to serve; the rest is there once for all of a phase. */
    boolean elastic() {
        return name.equals(WORKER) || name.equals(API) || name.equals(GPU);
    }
}
