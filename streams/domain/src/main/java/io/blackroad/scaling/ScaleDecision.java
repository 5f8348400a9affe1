package io.blackroad.scaling;

import java.time.Instant;
import java.util.List;

/**
 * A decision, or a hold whose reason changed.
 *
 * @param sequence counts the decisions and holds of the target from 1
 * @param decidedAt end of the tick that was decided on
 * @param validUntil never applied after this
 * @param direction up, down or hold
 * @param from replicas that run; -1 when unknown
 * @param to replicas wanted; equals {@code from} in a hold
 * @param binding what bound the result
 * @param reason one sentence with the numbers
 * @param utilizationPermille utilisation that was compared; -1 without one
 * @param predictedPermille utilisation expected after the change; -1 without one
 * @param proposals what each rule kind asked for
 * @param limits the limits that changed something, in their order
 * @param forecast the demand that a rule kind expects; null without one
 */
public record ScaleDecision(
        long sequence,
        Instant decidedAt,
        Instant validUntil,
        Direction direction,
        int from,
        int to,
        Binding binding,
        String reason,
        int utilizationPermille,
        int predictedPermille,
        List<Proposal> proposals,
        List<LimitStep> limits,
        Forecast forecast) {

    public ScaleDecision {
        proposals = List.copyOf(proposals);
        limits = List.copyOf(limits);
    }

    /** What it costs an hour, billionths of a dollar; negative saves, 0 when nobody knew what runs. */
    public long costDelta(long replicaNanoDollarsPerHour) {
        return from < 0 ? 0 : Money.times(to - from, replicaNanoDollarsPerHour);
    }
}
