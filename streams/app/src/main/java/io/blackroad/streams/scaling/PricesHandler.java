package io.blackroad.streams.scaling;

import io.blackroad.cost.Amounts;
import io.blackroad.cost.Prices;
import io.blackroad.cost.Tariff;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.control.Target;
import io.blackroad.streams.control.PriceRows;

/**
 * What a replica of a target costs an hour: what its row says, else what the agents of one replica request, by the prices.
 * Who requests is who runs: a replica that was only told to start has no agents yet, and those of one that drains do not
 * count any longer.
 */
final class PricesHandler {
    private final PriceRows rows;
    private Prices prices;

    PricesHandler(PriceRows rows) {
        this.rows = rows;
        this.prices = rows.prices();
    }

    /**
     * Nano-dollars an hour; 0 when it is not known, or too much to reckon with.
     *
     * @param told replicas that are to run
     * @param ready replicas that do, 0 or less when nobody says
     */
    long of(Target target, LoadSampled sample, int told, int ready) {
        int replicas = ready > 0 ? ready : told;
        if (target.getReplicaNanoDollarsPerHour() != 0 || replicas <= 0) {
            return target.getReplicaNanoDollarsPerHour();
        }
        if (rows.changed()) {
            prices = rows.prices();
        }
        Amounts held = Amounts.of(
                sample.getCpuRequestedMillis() + sample.getCpuMissingMillis(),
                sample.getMemoryRequestedBytes() + sample.getMemoryMissingBytes(),
                sample.getGpuRequestedMillis());
        return Tariff.perHour(prices, held, sample.getTickEnd())
                .filter(all -> all.bitLength() < Long.SIZE)
                .map(all -> all.longValue() / replicas)
                .orElse(0L);
    }
}
