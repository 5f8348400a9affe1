package io.blackroad.infra.cli.gpu;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The pools as lines: a line a region, a node, a lease, a waiter. */
final class GpuPage {
    private static final String NOTHING =
            "no GPU node has a row in control.public.gpu_nodes and nobody has asked for GPU";

    private GpuPage() {}

    static List<String> lines(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        answer.path("items").forEach(pool -> pool(lines, pool));
        if (lines.isEmpty()) {
            lines.add(NOTHING);
        }
        JsonNode missing = answer.path("missingPartitions");
        if (!missing.isEmpty()) {
            lines.add("not known: " + joined(missing));
        }
        return lines;
    }

    private static void pool(List<String> lines, JsonNode pool) {
        lines.add(String.format(
                Locale.ROOT,
                "%s  %d cards on %d nodes, %.1f %% allocated, %d leases, %d waiting",
                pool.path("region").asText(),
                pool.path("cards").asInt(),
                pool.path("nodes").size(),
                pool.path("allocatedPermille").asInt() / 10.0,
                pool.path("leases").asInt(),
                pool.path("waiting").asInt()));
        pool.path("nodes").forEach(node -> node(lines, node));
        pool.path("queue")
                .forEach(waiter -> lines.add(String.format(
                        Locale.ROOT,
                        "  waits %d  %s %s: %s, since %s, at most %d grants can delay it",
                        waiter.path("position").asInt(),
                        waiter.path("agentId").asText(),
                        waiter.path("requestId").asText(),
                        waiter.path("asks").asText(),
                        waiter.path("queuedAt").asText(),
                        waiter.path("bound").asInt())));
        if (!pool.path("removable").isEmpty()) {
            lines.add("  may be taken away: " + joined(pool.path("removable")));
        }
        pool.path("wanted")
                .properties()
                .forEach(kind -> lines.add("  the queue lacks: " + kind.getValue() + " nodes of " + kind.getKey()));
        if (pool.path("unservable").asInt() > 0) {
            lines.add("  waiting for what no kind of node here could hold: " + pool.path("unservable"));
        }
    }

    private static void node(List<String> lines, JsonNode node) {
        List<String> free = new ArrayList<>();
        node.path("freeBytes").forEach(bytes -> free.add(gigabytes(bytes)));
        String use = node.path("utilizationPermille").isNull()
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %.1f %% used",
                        node.path("utilizationPermille").asInt() / 10.0);
        lines.add(String.format(
                Locale.ROOT,
                "  %s  %s %d x %s GB, %s%s, free GB: %s",
                node.path("id").asText(),
                node.path("model").asText(),
                free.size(),
                gigabytes(node.path("cardBytes")),
                node.path("state").asText().toLowerCase(Locale.ROOT),
                use,
                String.join(" ", free)));
        node.path("leases")
                .forEach(lease -> lines.add(String.format(
                        Locale.ROOT,
                        "    card %s  %s %s, %s GB each, epoch %d",
                        joined(lease.path("cards")),
                        lease.path("agentId").asText(),
                        lease.path("requestId").asText(),
                        gigabytes(lease.path("bytesPerCard")),
                        lease.path("leaseEpoch").asLong())));
    }

    private static String gigabytes(JsonNode bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes.asLong() / 1e9);
    }

    private static String joined(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }
}
