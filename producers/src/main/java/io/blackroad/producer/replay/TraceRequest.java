package io.blackroad.producer.replay;

/**
 * One request of a trace.
 *
 * @param number counts the requests of the trace from 1
 * @param atMicros when it arrived, microseconds since the first row
 * @param inputTokens tokens of its prompt, 0 when unknown
 * @param outputTokens tokens of its answer, 0 when unknown
 * @param region region that the trace names, empty for none
 * @param service service that the trace names, empty for none
 * @param claim what it holds for a time; null for a task
 */
public record TraceRequest(
        long number,
        long atMicros,
        int inputTokens,
        int outputTokens,
        String region,
        String service,
        TraceClaim claim) {

    /** A task. */
    public TraceRequest(long number, long atMicros, int inputTokens, int outputTokens, String region, String service) {
        this(number, atMicros, inputTokens, outputTokens, region, service, null);
    }

    /** The same with another number. */
    TraceRequest numbered(long other) {
        return new TraceRequest(other, atMicros, inputTokens, outputTokens, region, service, claim);
    }
}
