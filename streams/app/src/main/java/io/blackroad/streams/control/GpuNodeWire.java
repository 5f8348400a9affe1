package io.blackroad.streams.control;

import io.blackroad.gpu.Host;
import io.blackroad.schema.control.GpuNode;
import java.util.regex.Pattern;

/** Rows of GPU nodes as the pools see them. */
public final class GpuNodeWire {
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,63}");

    private GpuNodeWire() {}

    /**
     * A node from its row.
     *
     * @throws IllegalArgumentException if no pool can work with it
     */
    public static io.blackroad.gpu.GpuNode node(GpuNode row) {
        if (row.getCardModel().isBlank()) {
            throw new IllegalArgumentException("GPU node " + row.getId() + " names no card model");
        }
        return new io.blackroad.gpu.GpuNode(
                row.getId(),
                row.getCardModel(),
                row.getCards(),
                row.getCardMemoryBytes(),
                Host.UNLIMITED,
                io.blackroad.gpu.GpuNode.State.READY);
    }

    static void check(String key, GpuNode row) {
        if (!key.equals(row.getId())) {
            throw new IllegalArgumentException("key " + key + " is not the node's id, which is " + row.getId());
        }
        if (!REGION.matcher(row.getRegion()).matches()) {
            throw new IllegalArgumentException(
                    "region " + row.getRegion() + " of GPU node " + key + " is not 1 to 63 of a-z, 0-9 and -");
        }
        node(row);
    }
}
