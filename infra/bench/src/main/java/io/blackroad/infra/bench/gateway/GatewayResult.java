package io.blackroad.infra.bench.gateway;

import java.util.List;

/**
 * What was measured of the gateway.
 *
 * @param pinned whether it was kept on one core, and everything else on the others
 * @param rows a load each
 * @param residentBytes memory of its process at the end
 * @param differences facts that were acknowledged and are not there, or the other way round
 */
public record GatewayResult(boolean pinned, List<GatewayRow> rows, long residentBytes, List<String> differences) {}
