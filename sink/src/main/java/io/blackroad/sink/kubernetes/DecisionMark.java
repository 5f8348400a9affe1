package io.blackroad.sink.kubernetes;

import io.blackroad.sink.controller.Order;
import io.blackroad.sink.controller.ReplicaCount;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The decision that stands at an object, as its annotations say.
 *
 * @param sequence 0 for none
 * @param replicas {@link ReplicaCount#NOT_KEPT} for none
 */
public record DecisionMark(long sequence, int replicas) {
    private static final DecisionMark NONE = new DecisionMark(0, ReplicaCount.NOT_KEPT);

    /**
     * What annotations say.
     *
     * @param object whose they are, for people
     * @param annotations null for none
     * @throws IllegalStateException if somebody wrote something there that is no decision
     */
    public static DecisionMark of(String object, Map<String, String> annotations) {
        if (annotations == null || !annotations.containsKey(Names.SEQUENCE)) {
            return NONE;
        }
        String sequence = annotations.get(Names.SEQUENCE);
        String replicas = annotations.getOrDefault(Names.REPLICAS, Integer.toString(ReplicaCount.NOT_KEPT));
        try {
            return new DecisionMark(Long.parseLong(sequence), Integer.parseInt(replicas));
        } catch (NumberFormatException e) {
            throw new IllegalStateException(
                    "annotations " + Names.SEQUENCE + "=" + sequence + " and " + Names.REPLICAS + "=" + replicas
                            + " of " + object + " are no numbers; remove both, and the next decision is noted anew",
                    e);
        }
    }

    /** Annotations of an order that is being written. */
    public static Map<String, String> annotations(Order order) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put(Names.SEQUENCE, Long.toString(order.sequence()));
        annotations.put(Names.REPLICAS, Integer.toString(order.replicas()));
        annotations.put(Names.DECISION, order.decisionId());
        return annotations;
    }
}
