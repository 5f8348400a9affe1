package io.blackroad.streams.gpu;

import io.blackroad.cost.Amounts;
import io.blackroad.cost.Integral;
import io.blackroad.cost.Parts;
import io.blackroad.streams.control.PriceRows;
import io.blackroad.streams.stored.StoredClaim;
import io.blackroad.streams.stored.StoredUse;
import io.blackroad.streams.stored.UseWire;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What leases of cards use, by service and part of an hour, on account of the agents that hold them. A lease is paid from
 * the decision that grants it to the one that ends it. Those times are the pool's own, which never step back, so nothing
 * is ever taken back, and a sum only grows until its part is over. What an agent declares to hold it pays for anyway: of
 * its leases it pays what goes beyond that.
 */
final class LeaseUse {
    /** After a longer time without any fact leases are paid from the next fact on, as nodes are. */
    private static final long LONGEST_GAP_MICROS = 7L * 24 * 3_600 * 1_000_000;

    /** The newest lease says whose account they all go on. */
    private static final Comparator<StoredClaim> BY_GRANT = Comparator.comparingLong(StoredClaim::getLeaseEpoch);

    private final KeyValueStore<String, StoredUse> store;
    private final PriceRows prices;
    private final Consumer<StoredUse> cost;
    private final Map<String, Region> regions = new TreeMap<>();
    private Parts parts;

    /**
     * Nobody's leases yet.
     *
     * @param store the newest sum of each service
     * @param cost hears the sums, absolute, and what is held at present
     */
    LeaseUse(KeyValueStore<String, StoredUse> store, PriceRows prices, Consumer<StoredUse> cost) {
        this.store = store;
        this.prices = prices;
        this.cost = cost;
        this.parts = Parts.of(prices.prices());
        try (KeyValueIterator<String, StoredUse> all = store.all()) {
            all.forEachRemaining(entry -> restore(entry.value));
        }
    }

    private static final class Region {
        private long paidMicros;
        private final Map<String, Map<String, StoredClaim>> leases = new HashMap<>();
        private final Map<String, Meter> meters = new TreeMap<>();

        Meter meter(String service) {
            return meters.computeIfAbsent(service, name -> new Meter());
        }

        /** What an agent's leases take beyond what it pays for anyway, added to its service's or taken from it. */
        void charge(Map<String, StoredClaim> held, int sign) {
            long granted = held.values().stream()
                    .mapToLong(StoredClaim::getGrantedMillis)
                    .sum();
            held.values().stream()
                    .max(BY_GRANT)
                    .ifPresent(newest -> meter(newest.getService()).held +=
                            sign * Math.max(0, granted - newest.getDeclaredMillis()));
        }
    }

    /** Of one service. */
    private static final class Meter {
        private long held;
        private long told = -1;
        private long toldMicros;
        private long part;
        private long untilMicros;
        private Integral used = new Integral();
        private boolean untold;
    }

    private void restore(StoredUse use) {
        Region region = regions.computeIfAbsent(use.getRegion(), name -> new Region());
        region.paidMicros = Math.max(region.paidMicros, use.getAtMicros());
        Meter meter = region.meter(use.getService());
        meter.part = use.getFromMicros();
        meter.untilMicros = use.getAtMicros();
        meter.used.set(UseWire.amounts(use).gpu());
        // It may not have been told.
        meter.untold = true;
    }

    /** A region's pool as it is restored. Its time was stored when its leases changed last, and they were paid until then. */
    void restored(String region, long nowMicros) {
        Region of = regions.computeIfAbsent(region, name -> new Region());
        of.paidMicros = Math.max(of.paidMicros, nowMicros);
    }

    /** A lease begins, at the time that its region is advanced to. One that an earlier version granted stays unpaid. */
    void granted(StoredClaim claim) {
        if (claim.getService().isEmpty()) {
            return;
        }
        Region region = regions.get(claim.getRegion());
        Map<String, StoredClaim> held = region.leases.computeIfAbsent(claim.getAgentId(), agent -> new HashMap<>());
        region.charge(held, -1);
        held.put(claim.getRequestId(), claim);
        region.charge(held, 1);
    }

    /** A request has ended, at the time that its region is advanced to; it may never have been granted. */
    void ended(String regionName, String agentId, String requestId) {
        Region region = regions.get(regionName);
        Map<String, StoredClaim> held = region.leases.get(agentId);
        if (held == null || !held.containsKey(requestId)) {
            return;
        }
        region.charge(held, -1);
        held.remove(requestId);
        region.charge(held, 1);
        if (held.isEmpty()) {
            region.leases.remove(agentId);
        }
    }

    /** The time of a region's pool moves on: what was held until then is paid. */
    void advance(String regionName, long nowMicros) {
        Region region = regions.computeIfAbsent(regionName, name -> new Region());
        long from = region.paidMicros;
        if (nowMicros <= from) {
            return;
        }
        region.paidMicros = nowMicros;
        if (from == 0 || nowMicros - from > LONGEST_GAP_MICROS) {
            return;
        }
        region.meters.forEach((service, meter) -> {
            if (meter.held > 0) {
                pay(regionName, service, meter, from, nowMicros);
            }
        });
    }

    private void pay(String region, String service, Meter meter, long from, long to) {
        for (long at = from; at < to; at = parts.end(at)) {
            if (meter.part != parts.begin(at)) {
                tell(region, service, meter);
                meter.part = parts.begin(at);
                meter.used = new Integral();
            }
            meter.untilMicros = Math.min(to, parts.end(at));
            meter.used.add(meter.held, meter.untilMicros - at);
            meter.untold = true;
        }
        store.put(region + "/" + service, use(region, service, meter));
    }

    /** Says what has changed since it was said last. */
    void tell() {
        regions.forEach((region, of) -> of.meters.forEach((service, meter) -> {
            tell(region, service, meter);
            if (meter.told != meter.held || of.paidMicros - meter.toldMicros >= UseWire.TOLD_AGAIN_MICROS) {
                meter.told = meter.held;
                meter.toldMicros = of.paidMicros;
                cost.accept(stored(region, service, UseWire.PRESENT, of.paidMicros, BigInteger.valueOf(meter.held)));
            }
        }));
        if (prices.changed()) {
            parts = Parts.of(prices.prices());
        }
    }

    private void tell(String region, String service, Meter meter) {
        if (meter.untold) {
            meter.untold = false;
            cost.accept(use(region, service, meter));
        }
    }

    private static StoredUse use(String region, String service, Meter meter) {
        return stored(region, service, meter.part, meter.untilMicros, meter.used.value());
    }

    private static StoredUse stored(String region, String service, long from, long at, BigInteger gpu) {
        Amounts amounts = new Amounts(BigInteger.ZERO, BigInteger.ZERO, gpu);
        return UseWire.stored(UseWire.LEASES, region, service, false, from, at, amounts);
    }
}
