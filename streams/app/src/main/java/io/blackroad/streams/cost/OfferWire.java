package io.blackroad.streams.cost;

import io.blackroad.cost.Amounts;
import io.blackroad.streams.stored.StoredOffer;
import io.blackroad.streams.stored.UseWire;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What regions offer, between stores and domain. */
final class OfferWire {
    private OfferWire() {}

    static Map<String, Amounts> amounts(List<StoredOffer> stored) {
        Map<String, Amounts> offered = new TreeMap<>();
        stored.forEach(offer -> offered.put(
                offer.getRegion(),
                new Amounts(
                        UseWire.number(offer.getCpu()),
                        UseWire.number(offer.getMemory()),
                        UseWire.number(offer.getGpu()))));
        return offered;
    }

    static List<StoredOffer> stored(Map<String, Amounts> offered) {
        return new TreeMap<>(offered)
                .entrySet().stream()
                        .map(entry -> new StoredOffer(
                                entry.getKey(),
                                UseWire.bytes(entry.getValue().cpu()),
                                UseWire.bytes(entry.getValue().memory()),
                                UseWire.bytes(entry.getValue().gpu())))
                        .toList();
    }
}
