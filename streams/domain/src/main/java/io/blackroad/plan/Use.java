package io.blackroad.plan;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What materials and agents use up in a month, by the item that is paid for.
 *
 * @param billionths by item: of cores, gigabytes, cards held all month, or of pieces
 */
record Use(Map<String, BigInteger> billionths) {
    static final String CPU = "vcpu";
    static final String MEMORY = "memory-gb";
    static final String STORAGE = "storage-gb";
    static final String REQUEST = "request";
    static final String READ = "storage-read";
    static final String WRITE = "storage-write";

    private static final String GPU_PREFIX = "gpu-";
    private static final String USUAL_CARD = "h100";

    /** What the storage and network columns of the guide's table buy an agent at its own prices. */
    static final long STORED_BYTES_PER_AGENT = 3_333_333_333L;

    static final long REQUESTS_PER_AGENT = 100_000;

    /** One read a request; one write to ten. The guide prices both and counts neither. */
    static final long WRITES_PER_AGENT = REQUESTS_PER_AGENT / 10;

    private static final BigInteger MILLIS = BigInteger.valueOf(1_000_000);
    private static final BigInteger PIECES = BigInteger.valueOf(1_000_000_000);

    static Use of(int agents, Materials materials) {
        Map<String, BigInteger> use = new TreeMap<>();
        for (Materials.Line line : materials.lines()) {
            Resource each = line.resource();
            BigInteger count = BigInteger.valueOf(each.count());
            add(use, CPU, count.multiply(BigInteger.valueOf(each.cpuMillis())).multiply(MILLIS));
            add(use, MEMORY, count.multiply(BigInteger.valueOf(each.memoryBytes())));
            add(use, STORAGE, count.multiply(BigInteger.valueOf(each.storageBytes())));
            add(use, card(each), count.multiply(BigInteger.valueOf(each.gpus())).multiply(PIECES));
        }
        BigInteger fleet = BigInteger.valueOf(agents);
        add(use, STORAGE, fleet.multiply(BigInteger.valueOf(STORED_BYTES_PER_AGENT)));
        add(use, REQUEST, fleet.multiply(BigInteger.valueOf(REQUESTS_PER_AGENT)).multiply(PIECES));
        add(use, READ, fleet.multiply(BigInteger.valueOf(REQUESTS_PER_AGENT)).multiply(PIECES));
        add(use, WRITE, fleet.multiply(BigInteger.valueOf(WRITES_PER_AGENT)).multiply(PIECES));
        return new Use(use);
    }

    /** Cards alone. */
    static Use ofCards(Resource gpu, long cards) {
        Map<String, BigInteger> use = new TreeMap<>();
        add(use, card(gpu), BigInteger.valueOf(cards).multiply(PIECES));
        return new Use(use);
    }

    /** Whole units of an item, rounded down. */
    long whole(String item) {
        return billionths.getOrDefault(item, BigInteger.ZERO).divide(PIECES).longValueExact();
    }

    static Category category(String item) {
        return switch (item) {
            case CPU -> Category.CPU;
            case MEMORY -> Category.MEMORY;
            case STORAGE -> Category.STORAGE;
            case REQUEST, READ, WRITE -> Category.NETWORK;
            default -> Category.GPU;
        };
    }

    private static String card(Resource resource) {
        return GPU_PREFIX
                + (resource.product().isEmpty()
                        ? USUAL_CARD
                        : resource.product().toLowerCase(Locale.ROOT));
    }

    private static void add(Map<String, BigInteger> use, String item, BigInteger more) {
        if (more.signum() > 0) {
            use.merge(item, more, BigInteger::add);
        }
    }
}
