package io.blackroad.gpu.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why a model does not run on one node, and what would. */
final class Refusals {
    /** Pipelines over more nodes than this are not proposed. */
    private static final int MOST_NODES = 16;

    private Refusals() {}

    static Sharding.Refusal of(ModelNumbers model, Serving serving, List<NodeKind> kinds) {
        List<String> alternatives = new ArrayList<>();
        if (serving.tokens() > model.context()) {
            alternatives.add("sequences of " + model.context() + " tokens or fewer");
            return new Sharding.Refusal(
                    model.id() + " reads at most " + model.context() + " tokens, " + serving.tokens()
                            + " are asked for",
                    alternatives);
        }
        long need = model.weightBytes() + serving.cachedTokens() * model.kvBytesPerToken(serving.kvBytes());
        smaller(alternatives, model, serving, kinds);
        narrower(alternatives, model, serving, kinds);
        kinds.forEach(kind -> pipeline(alternatives, model, serving, kind));
        return new Sharding.Refusal(
                String.format(
                        Locale.ROOT,
                        "%s needs %s for weights and %s for a KV cache of %d tokens; %s",
                        model.id(),
                        Shardings.gigabytes(model.weightBytes()),
                        Shardings.gigabytes(need - model.weightBytes()),
                        serving.cachedTokens(),
                        most(model, serving, kinds)),
                alternatives);
    }

    private static String most(ModelNumbers model, Serving serving, List<NodeKind> kinds) {
        if (kinds.isEmpty()) {
            return "there is no GPU node";
        }
        NodeKind best = kinds.get(0);
        for (NodeKind kind : kinds) {
            if (usable(model, serving, kind) > usable(model, serving, best)) {
                best = kind;
            }
        }
        int cards = widest(model, best);
        return "the largest that divides its " + model.attentionHeads() + " heads is " + cards + " x " + best.model()
                + " with " + Shardings.gigabytes(usable(model, serving, best)) + " to use";
    }

    private static long usable(ModelNumbers model, Serving serving, NodeKind kind) {
        return kind.cardBytes() / 100 * serving.memoryPercent() * widest(model, kind);
    }

    /** Most cards of a node that the model can be cut into. */
    private static int widest(ModelNumbers model, NodeKind kind) {
        int widest = 1;
        for (int cards = 1; cards <= kind.cards(); cards *= 2) {
            widest = Shardings.divides(model, cards) ? cards : widest;
        }
        return widest;
    }

    private static void smaller(List<String> alternatives, ModelNumbers model, Serving serving, List<NodeKind> kinds) {
        long tokens = 0;
        for (NodeKind kind : kinds) {
            tokens = Math.max(tokens, Shardings.kvTokens(model, serving, kind, widest(model, kind)));
        }
        int sequences = (int) Math.min(serving.sequences(), tokens / serving.tokens());
        int length = (int) Math.min(serving.tokens(), tokens / serving.sequences());
        if (sequences > 0) {
            Serving fewer = new Serving(sequences, serving.tokens(), serving.kvBytes(), serving.memoryPercent());
            add(alternatives, sequences + " sequences of " + serving.tokens() + " tokens", model, fewer, kinds);
        }
        if (length > 0) {
            Serving shorter = new Serving(serving.sequences(), length, serving.kvBytes(), serving.memoryPercent());
            add(alternatives, serving.sequences() + " sequences of " + length + " tokens", model, shorter, kinds);
        }
    }

    private static void narrower(List<String> alternatives, ModelNumbers model, Serving serving, List<NodeKind> kinds) {
        Serving fp8 = new Serving(serving.sequences(), serving.tokens(), 1, serving.memoryPercent());
        if (serving.kvBytes() > 1) {
            add(alternatives, "a KV cache in fp8", model, fp8, kinds);
        }
        if (model.bytesPerWeight() > 1) {
            add(alternatives, "weights in fp8", model.withBytesPerWeight(1), serving, kinds);
            add(alternatives, "weights and KV cache in fp8", model.withBytesPerWeight(1), fp8, kinds);
        }
    }

    private static void add(
            List<String> alternatives, String what, ModelNumbers model, Serving serving, List<NodeKind> kinds) {
        Shardings.plan(model, serving, kinds)
                .ifPresent(plan -> alternatives.add(what + ": " + plan.tensorParallel() + " x "
                        + plan.kind().model() + cost(plan.nanosPerHour())));
    }

    private static void pipeline(List<String> alternatives, ModelNumbers model, Serving serving, NodeKind kind) {
        int cards = widest(model, kind);
        for (int nodes = 2; nodes <= Math.min(MOST_NODES, model.layers()); nodes++) {
            int layers = (int) Shardings.ceil(model.layers(), nodes);
            // Each node holds its layers and their cache; weights outside of the layers count with the largest share.
            long weights = Shardings.ceil(model.weightBytes() * layers, model.layers());
            long cache = serving.cachedTokens() * model.kvBytesPerToken(serving.kvBytes()) * layers / model.layers();
            long perCard = Shardings.ceil(weights, cards) + cache / Math.min(cards, model.kvHeads());
            if (perCard <= kind.cardBytes() / 100 * serving.memoryPercent()) {
                long cost = kind.priced() ? kind.nanosPerCardHour() * cards * nodes : -1;
                String missing = nodes > kind.nodes() ? ", of which " + kind.nodes() + " are there" : "";
                alternatives.add("a pipeline over " + nodes + " nodes of " + cards + " x " + kind.model() + missing
                        + cost(cost));
                return;
            }
        }
    }

    private static String cost(long nanos) {
        return nanos < 0 ? "" : ", " + Shardings.dollars(nanos) + " an hour";
    }
}
