package io.blackroad.gpu;

/**
 * What a node has, or a request needs, beside the cards.
 *
 * @param cpuMillis CPU, thousandths of a core
 * @param memoryBytes main memory
 */
public record Host(long cpuMillis, long memoryBytes) {
    /** A node whose host is not what runs out. */
    public static final Host UNLIMITED = new Host(Long.MAX_VALUE, Long.MAX_VALUE);

    /** A request that needs cards only. */
    public static final Host NOTHING = new Host(0, 0);

    public Host {
        if (cpuMillis < 0 || memoryBytes < 0) {
            throw new IllegalArgumentException("CPU and memory of a host must not be negative: " + cpuMillis
                    + " thousandths of a core, " + memoryBytes + " bytes");
        }
    }

    boolean holds(Host need) {
        return cpuMillis >= need.cpuMillis && memoryBytes >= need.memoryBytes;
    }

    Host minus(Host need) {
        return limited() ? new Host(cpuMillis - need.cpuMillis, memoryBytes - need.memoryBytes) : this;
    }

    Host plus(Host need) {
        return limited() ? new Host(cpuMillis + need.cpuMillis, memoryBytes + need.memoryBytes) : this;
    }

    boolean limited() {
        return cpuMillis != Long.MAX_VALUE;
    }
}
