package io.blackroad.gpu;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is said of requests, with their numbers. */
final class Sentences {
    private Sentences() {}

    /** What a shape asks for. */
    static String asked(GpuShape shape) {
        String cards = shape.cards() + (shape.cards() == 1 ? " card" : " cards");
        String each = shape.cards() == 1 ? "" : " each";
        String size = shape.millis() == 1_000
                ? "whole " + cards
                : shape.millis() > 0
                        ? shape.millis() + "/1000 of " + cards + each
                        : cards + " with " + gigabytes(shape.bytes()) + each;
        return shape.models().isEmpty() ? size : size + " (" + String.join(" or ", shape.models()) + ")";
    }

    /** Why no node could ever hold it; empty when one could, or when there are no nodes to say so. */
    static String refusal(GpuShape shape, NodeState[] nodes) {
        if (nodes.length == 0 || Arrays.stream(nodes).anyMatch(state -> shape.everFits(state.node()))) {
            return "";
        }
        String kinds = Arrays.stream(nodes)
                .map(NodeState::node)
                .map(Sentences::kind)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(5)
                .collect(Collectors.joining(", "));
        return "no node could ever hold " + asked(shape) + " on one machine; there is " + kinds;
    }

    /** A kind of node, as in {@code 8 x H100 80.0 GB}. */
    static String kind(GpuNode node) {
        return node.cards() + " x " + node.model() + " " + gigabytes(node.cardBytes());
    }

    static String queued(GpuShape shape, int position, int bound) {
        return "waits for " + asked(shape) + ": place " + position + ", at most " + bound + " grants can delay it";
    }

    static String granted(Lease lease) {
        String cards = lease.cards().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return (lease.cards().size() == 1 ? "card " : "cards ") + cards + " of " + lease.node() + ", "
                + gigabytes(lease.bytesPerCard()) + (lease.cards().size() == 1 ? "" : " each");
    }

    static String waited(Duration patience, GpuShape shape, NodeState[] nodes) {
        String none = nodes.length == 0 ? "; the region has no GPU node" : "";
        return "waited " + patience.toMinutes() + " minutes for " + asked(shape) + none;
    }

    static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
