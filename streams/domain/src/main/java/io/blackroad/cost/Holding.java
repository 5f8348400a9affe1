package io.blackroad.cost;

/**
 * What an agent holds, and on whose account.
 *
 * @param overhead true while it starts or drains: it is paid for and does no work
 */
public record Holding(
        String region, String service, boolean overhead, long cpuMillis, long memoryBytes, long gpuMillis) {}
