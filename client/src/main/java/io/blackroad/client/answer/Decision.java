package io.blackroad.client.answer;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import io.blackroad.schema.ScaleDecided;
import java.time.Instant;
import java.util.List;

/**
 * A scale decision, or a hold whose reason changed.
 *
 * @param decisionId region.service.sequence; a re-run writes the same one
 * @param region region of the target
 * @param service service of the target
 * @param sequence counts the decisions and holds of the target from 1; controllers fence on it
 * @param decidedAt end of the tick that was decided on, event time
 * @param validUntil never to be applied after this time
 * @param direction up, down or hold
 * @param fromReplicas what runs; -1 when nobody knows
 * @param toReplicas what is wanted
 * @param binding what bound the result, as in MAXIMUM or COOLDOWN; NONE when nothing did
 * @param reason a sentence with the numbers
 * @param utilizationPermille what was compared, thousandths; -1 without
 * @param costDeltaNanoDollarsPerHour what the change costs an hour; negative saves
 * @param proposals what each rule kind asked for
 * @param limits what each limit made of it
 * @param shadow the shadow rule set that decided; null for the real one, which alone counts
 */
public record Decision(
        String decisionId,
        String region,
        String service,
        long sequence,
        Instant decidedAt,
        Instant validUntil,
        Direction direction,
        int fromReplicas,
        int toReplicas,
        String binding,
        String reason,
        int utilizationPermille,
        long costDeltaNanoDollarsPerHour,
        List<Proposal> proposals,
        List<LimitStep> limits,
        String shadow) {

    /** Which way. */
    public enum Direction {
        /** More replicas. */
        UP,
        /** Fewer replicas. */
        DOWN,
        /** As many as now. */
        HOLD,
        /** One that this version does not know. */
        @JsonEnumDefaultValue
        UNKNOWN
    }

    public Decision {
        proposals = proposals == null ? List.of() : List.copyOf(proposals);
        limits = limits == null ? List.of() : List.copyOf(limits);
    }

    /** What it is about, as region/service. */
    public String target() {
        return region + "/" + service;
    }

    /** True for one that asks for another number of replicas, by the real rules. */
    public boolean isOrder() {
        return shadow == null && (direction == Direction.UP || direction == Direction.DOWN);
    }

    /** A record of the topic of decisions. */
    public static Decision of(ScaleDecided decided) {
        return new Decision(
                decided.getDecisionId(),
                decided.getRegion(),
                decided.getService(),
                decided.getSequence(),
                decided.getDecidedAt(),
                decided.getValidUntil(),
                Direction.valueOf(decided.getDirection().name()),
                decided.getFromReplicas(),
                decided.getToReplicas(),
                decided.getBinding().name(),
                decided.getReason(),
                decided.getUtilizationPermille(),
                decided.getCostDeltaNanoDollarsPerHour(),
                decided.getProposals().stream()
                        .map(each -> new Proposal(each.getKind().name(), each.getReplicas(), each.getReason()))
                        .toList(),
                decided.getLimits().stream()
                        .map(each ->
                                new LimitStep(each.getLimit(), each.getBefore(), each.getAfter(), each.getReason()))
                        .toList(),
                decided.getShadow());
    }
}
