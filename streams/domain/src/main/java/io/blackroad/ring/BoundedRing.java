package io.blackroad.ring;

import io.blackroad.decision.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A ring that lets no node hold more than its fair share and a percentage. A key goes to the first node of its own
 * order that has room, so a popular node spills over to others that differ from key to key (Mirrokni, Thorup and
 * Zadimoghaddam, "Consistent Hashing with Bounded Loads", 2018).
 *
 * <p>Who owns a key then depends on who came before it, so an owner has to be remembered: {@link Holdings}. A key only
 * moves when its node is gone, when a node that joins is nearer to it, or when its node holds more than it may.
 */
public final class BoundedRing {
    /** More is no bound. */
    public static final int MAX_PERCENT = 1_000;

    private final Ring ring;
    private final int percent;
    private final Map<String, Integer> weights = new HashMap<>();
    private final long totalWeight;

    private BoundedRing(Ring ring, int percent) {
        this.ring = ring;
        this.percent = percent;
        ring.nodes().forEach(node -> weights.put(node.name(), node.weight()));
        this.totalWeight = ring.nodes().stream().mapToLong(Node::weight).sum();
    }

    /**
     * Bounds a ring.
     *
     * @param percent how far above its fair share a node may go, 0 to {@value #MAX_PERCENT}
     */
    public static BoundedRing of(Ring ring, int percent) {
        if (percent < 0 || percent > MAX_PERCENT) {
            throw new IllegalArgumentException(
                    "bound of a ring is " + percent + " % above the fair share; allowed are 0 to " + MAX_PERCENT);
        }
        return new BoundedRing(ring, percent);
    }

    /**
     * Which node holds which key.
     *
     * @param nodes names of the nodes that were there when it was settled
     * @param owners node by key
     */
    public record Holdings(Set<String> nodes, Map<String, String> owners) {
        /** Nobody holds anything. */
        public static final Holdings NONE = new Holdings(Set.of(), Map.of());
    }

    /**
     * A key that changed hands.
     *
     * @param from its node before; empty when it is new
     */
    public record KeyMove(String key, String from, String to) {}

    /** Most keys that a node may hold of so many in all. The sum over the nodes is never less than all. */
    public long capacity(String node, long keys) {
        long share = keys * weights.getOrDefault(node, 0);
        long whole = totalWeight * 100;
        return (share * (100 + percent) + whole - 1) / whole;
    }

    /**
     * Owner of one more key, given what the nodes hold.
     *
     * @param loads keys by node; a node that is not in it holds none
     */
    public String owner(String key, Map<String, Long> loads) {
        long keys = 1;
        for (Node node : ring.nodes()) {
            keys += loads.getOrDefault(node.name(), 0L);
        }
        return firstWithRoom(key, keys, loads);
    }

    /**
     * Settles keys on this ring, moving as few of those already held as it can. The order of the keys does not matter.
     *
     * @param keys all keys to be held; the others of the holdings are let go
     * @return the new holdings and the moves, by key
     */
    public Outcome<Holdings, KeyMove> settle(Holdings before, Collection<String> keys) {
        Set<String> all = new TreeSet<>(keys);
        Map<String, String> owners = new TreeMap<>();
        Map<String, Long> loads = new HashMap<>();
        Set<String> joined = new HashSet<>(weights.keySet());
        joined.removeAll(before.nodes());
        List<String> homeless = new ArrayList<>();
        for (String key : all) {
            String held = before.owners().getOrDefault(key, "");
            String kept = weights.containsKey(held) ? kept(key, held, joined, all.size(), loads) : "";
            if (kept.isEmpty()) {
                homeless.add(key);
            } else {
                owners.put(key, kept);
                loads.merge(kept, 1L, Long::sum);
            }
        }
        for (String key : homeless) {
            String owner = firstWithRoom(key, all.size(), loads);
            owners.put(key, owner);
            loads.merge(owner, 1L, Long::sum);
        }
        return new Outcome<>(new Holdings(new HashSet<>(weights.keySet()), owners), moves(before.owners(), owners));
    }

    /** Where a held key stays: with a node that joined and is nearer, or with its own; empty when neither has room. */
    private String kept(String key, String held, Set<String> joined, long keys, Map<String, Long> loads) {
        List<String> wanted = joined.isEmpty() ? List.of(held) : ring.owners(key);
        for (String node : wanted) {
            boolean own = node.equals(held);
            if ((own || joined.contains(node)) && hasRoom(node, keys, loads)) {
                return node;
            }
            if (own) {
                return "";
            }
        }
        return "";
    }

    private boolean hasRoom(String node, long keys, Map<String, Long> loads) {
        return loads.getOrDefault(node, 0L) < capacity(node, keys);
    }

    private String firstWithRoom(String key, long keys, Map<String, Long> loads) {
        String preferred = ring.owner(key);
        if (hasRoom(preferred, keys, loads)) {
            return preferred;
        }
        for (String node : ring.owners(key)) {
            if (hasRoom(node, keys, loads)) {
                return node;
            }
        }
        throw new IllegalStateException("no node of the ring has room for " + key + " among " + keys + " keys");
    }

    private static List<KeyMove> moves(Map<String, String> before, Map<String, String> after) {
        List<KeyMove> moves = new ArrayList<>();
        after.forEach((key, owner) -> {
            String from = before.getOrDefault(key, "");
            if (!from.equals(owner)) {
                moves.add(new KeyMove(key, from, owner));
            }
        });
        return moves;
    }
}
