package io.blackroad.infra.bench.gateway;

/**
 * How the gateway is measured.
 *
 * @param warmupSeconds before the first measure
 * @param seconds of each measure
 */
public record GatewayPlan(int warmupSeconds, int seconds) {}
