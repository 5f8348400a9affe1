package io.blackroad.gpu;

import java.time.Instant;

/**
 * What became of a request.
 *
 * @param kind the state that it entered
 * @param request the request
 * @param lease the lease that was granted or has ended; null for a request that never had one
 * @param ticket its place in the order of arrival; 0 when it was refused
 * @param position its place in the queue, from 1; 0 when it does not wait
 * @param bound how many grants can delay it at most; 0 when it does not wait
 * @param reason why, in a sentence
 * @param at event time
 */
public record LeaseDecision(
        Kind kind, GpuRequest request, Lease lease, long ticket, int position, int bound, String reason, Instant at) {

    /** State of a request. */
    public enum Kind {
        QUEUED,
        GRANTED,
        RELEASED,
        EXPIRED,
        REJECTED
    }
}
