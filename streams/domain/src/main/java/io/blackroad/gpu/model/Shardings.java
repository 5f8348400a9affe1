package io.blackroad.gpu.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds how a model is spread: the smallest power of two of one node's cards whose memory holds the weights and the KV
 * cache that is asked for, that divides the attention heads and fits the KV heads. With more cards than KV heads each
 * head lies on several cards, as vLLM does it, so the cache per card shrinks no further. Of several kinds of nodes the
 * cheapest is taken, then the one with fewest cards.
 */
public final class Shardings {
    private Shardings() {}

    /** Spreads a model over one node of these kinds. */
    public static Sharding of(ModelNumbers model, Serving serving, List<NodeKind> kinds) {
        Optional<Sharding.Plan> plan = plan(model, serving, kinds);
        if (plan.isPresent()) {
            return plan.get();
        }
        return Refusals.of(model, serving, kinds);
    }

    static Optional<Sharding.Plan> plan(ModelNumbers model, Serving serving, List<NodeKind> kinds) {
        if (serving.tokens() > model.context()) {
            return Optional.empty();
        }
        List<Sharding.Plan> plans = new ArrayList<>();
        for (NodeKind kind : kinds) {
            for (int cards = 1; cards <= kind.cards(); cards *= 2) {
                if (divides(model, cards) && kvTokens(model, serving, kind, cards) >= serving.cachedTokens()) {
                    plans.add(plan(model, serving, kind, cards));
                    break;
                }
            }
        }
        return plans.stream()
                .min(Comparator.comparing((Sharding.Plan plan) -> plan.nanosPerHour() < 0)
                        .thenComparing(Sharding.Plan::nanosPerHour)
                        .thenComparing(Sharding.Plan::tensorParallel)
                        .thenComparing(plan -> plan.kind().cardBytes()));
    }

    static boolean divides(ModelNumbers model, int cards) {
        boolean kvFits = model.kvHeads() % cards == 0 || cards % model.kvHeads() == 0;
        return model.attentionHeads() % cards == 0 && kvFits;
    }

    /** Tokens that the cache of so many cards holds; negative when not even the weights fit. */
    static long kvTokens(ModelNumbers model, Serving serving, NodeKind kind, int cards) {
        long left = kvBytesPerCard(model, serving, kind, cards);
        return left < 0 ? -1 : left / kvBytesPerToken(model, serving, cards);
    }

    private static long kvBytesPerCard(ModelNumbers model, Serving serving, NodeKind kind, int cards) {
        return kind.cardBytes() / 100 * serving.memoryPercent() - ceil(model.weightBytes(), cards);
    }

    private static long kvBytesPerToken(ModelNumbers model, Serving serving, int cards) {
        return model.kvBytesPerToken(serving.kvBytes()) / Math.min(cards, model.kvHeads());
    }

    private static Sharding.Plan plan(ModelNumbers model, Serving serving, NodeKind kind, int cards) {
        long left = kvBytesPerCard(model, serving, kind, cards);
        long tokens = kvTokens(model, serving, kind, cards);
        long cost = kind.priced() ? kind.nanosPerCardHour() * cards : -1;
        String reason = String.format(
                Locale.ROOT,
                "%s of weights on %d x %s %s leave %s a card for the KV cache: %d tokens, %d are asked for%s",
                gigabytes(model.weightBytes()),
                cards,
                kind.model(),
                gigabytes(kind.cardBytes()),
                gigabytes(left),
                tokens,
                serving.cachedTokens(),
                kind.priced() ? "; " + dollars(cost) + " an hour" : "");
        return new Sharding.Plan(
                kind,
                cards,
                ceil(model.weightBytes(), cards),
                left,
                tokens,
                cost,
                arguments(model, serving, cards, 1),
                reason);
    }

    /** Names as in vLLM's engine arguments. */
    static List<String> arguments(ModelNumbers model, Serving serving, int cards, int nodes) {
        List<String> arguments = new ArrayList<>(List.of(
                model.repository(),
                "--tensor-parallel-size",
                String.valueOf(cards),
                "--pipeline-parallel-size",
                String.valueOf(nodes),
                "--max-model-len",
                String.valueOf(serving.tokens()),
                "--max-num-seqs",
                String.valueOf(serving.sequences()),
                "--gpu-memory-utilization",
                String.format(Locale.ROOT, "%.2f", serving.memoryPercent() / 100.0),
                "--dtype",
                model.bytesPerWeight() == 4 ? "float32" : "bfloat16",
                "--kv-cache-dtype",
                serving.kvBytes() == 1 ? "fp8" : "auto"));
        if (model.bytesPerWeight() == 1) {
            arguments.addAll(List.of("--quantization", "fp8"));
        }
        return arguments;
    }

    static long ceil(long bytes, long parts) {
        return (bytes + parts - 1) / parts;
    }

    static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    static String dollars(long nanos) {
        return String.format(Locale.ROOT, "$%.2f", nanos / 1e9);
    }
}
