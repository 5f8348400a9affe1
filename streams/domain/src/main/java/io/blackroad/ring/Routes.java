package io.blackroad.ring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Routes of agents over the regions as they are now. Memory shards and vector namespaces are rings of their own, with
 * names of their own, so that a shard says nothing about a namespace.
 */
public final class Routes {
    /** Shards of the agents' memory. */
    public static final int MEMORY_SHARDS = 16;

    /** Namespaces of the agents' vectors. */
    public static final int VECTOR_NAMESPACES = 10;

    private static final String MEMORY = "memory-";
    private static final String VECTOR = "vector-";
    private static final Ring MEMORY_RING = memoryRing(MEMORY_SHARDS);
    private static final Ring VECTOR_RING = Ring.numbered(VECTOR, VECTOR_NAMESPACES);

    private final Ring regions;
    private final Map<String, String> urls = new HashMap<>();

    private Routes(List<RegionShare> shares) {
        this.regions = Ring.of(shares.stream()
                .map(share -> new Node(share.region(), share.weight()))
                .toList());
        shares.forEach(share -> urls.put(share.region(), share.url()));
    }

    /**
     * One region's part of the agents.
     *
     * @param url where its API answers; empty for {@code https://<region>.api.blackroad.io}
     */
    public record RegionShare(String region, int weight, String url) {
        public RegionShare {
            url = url.isEmpty() ? "https://" + region + ".api.blackroad.io" : url;
        }
    }

    /**
     * Routes over these regions.
     *
     * @throws IllegalArgumentException if a region occurs twice, or none has a weight above 0
     */
    public static Routes over(List<RegionShare> regions) {
        return new Routes(regions);
    }

    /** Ring of the memory shards, for a fleet that has another number of them: {@code memory-0}, {@code memory-1}, ... */
    public static Ring memoryRing(int shards) {
        return Ring.numbered(MEMORY, shards);
    }

    /** Number of the memory shard that owns an agent on such a ring. */
    public static int memoryShard(Ring ring, String agentId) {
        return number(ring.owner(agentId), MEMORY);
    }

    /** Name of the namespace that holds an agent's vectors: {@code vector-} and the number in its route. */
    public static String vectorNamespace(String agentId) {
        return VECTOR_RING.owner(agentId);
    }

    /** Number of the namespace that holds an agent's vectors. */
    public static int vectorNumber(String agentId) {
        return number(VECTOR_RING.owner(agentId), VECTOR);
    }

    /** Route of one agent. */
    public Route of(String agentId) {
        String region = regions.owner(agentId);
        return new Route(agentId, region, urls.get(region), memoryShard(MEMORY_RING, agentId), vectorNumber(agentId));
    }

    private static int number(String name, String prefix) {
        return Integer.parseInt(name.substring(prefix.length()));
    }
}
