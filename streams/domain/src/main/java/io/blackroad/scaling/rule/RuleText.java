package io.blackroad.scaling.rule;

import java.util.List;
import java.util.Map;

/**
 * A rule as somebody wrote it.
 *
 * @param kind its first kind, in lower case
 * @param metric cpu or memory; the kinds that compare a utilisation take it as their default
 * @param upAbovePercent what a guide rule takes; other kinds ignore it
 * @param downBelowPercent the same
 * @param cooldownSeconds default of {@code limits.cooldownDownSeconds}, and for a guide rule of both directions
 * @param parameters of the first kind and, by names that begin with {@code limits.}, of the limits
 * @param parts further kinds that propose beside the first
 */
public record RuleText(
        String id,
        long version,
        String kind,
        int minReplicas,
        int maxReplicas,
        String metric,
        int upAbovePercent,
        int downBelowPercent,
        int cooldownSeconds,
        boolean pauseUp,
        boolean pauseDown,
        int confirmSeconds,
        int validSeconds,
        Map<String, String> parameters,
        List<PartText> parts) {

    public RuleText {
        parameters = Map.copyOf(parameters);
        parts = List.copyOf(parts);
    }

    /** A further kind with its parameters. */
    public record PartText(String kind, Map<String, String> parameters) {
        public PartText {
            parameters = Map.copyOf(parameters);
        }
    }

    /** A plain guide rule: nothing but the row's own fields. */
    boolean isPlainGuide() {
        return kind.equals(Kinds.GUIDE) && parameters.isEmpty() && parts.isEmpty();
    }
}
