package io.blackroad.producer.replay;

/**
 * One row of a trace.
 *
 * @param atMicros time, microseconds; only differences count
 * @param count requests that arrived from then until the next row
 * @param inputTokens tokens of each request's prompt, 0 when unknown
 * @param outputTokens tokens of each request's answer, 0 when unknown
 * @param region region that it names, empty for none
 * @param service service that it names, empty for none
 * @param claim what it holds for a time; null for tasks
 */
record TraceRow(
        long atMicros, long count, int inputTokens, int outputTokens, String region, String service, TraceClaim claim) {

    /** Tasks. */
    TraceRow(long atMicros, long count, int inputTokens, int outputTokens, String region, String service) {
        this(atMicros, count, inputTokens, outputTokens, region, service, null);
    }

    static TraceRow request(long atMicros, int inputTokens, int outputTokens) {
        return new TraceRow(atMicros, 1, inputTokens, outputTokens, "", "");
    }

    static TraceRow arrivals(long atMicros, long count) {
        return new TraceRow(atMicros, count, 0, 0, "", "");
    }

    static TraceRow claim(long atMicros, TraceClaim claim) {
        return new TraceRow(atMicros, 1, 0, 0, "", "", claim);
    }
}
