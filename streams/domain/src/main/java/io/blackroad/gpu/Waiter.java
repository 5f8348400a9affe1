package io.blackroad.gpu;

import java.time.Instant;

/**
 * A request in the queue.
 *
 * @param ticket its place in the order of arrival; rises with each request of the pool
 * @param queuedAt event time
 */
public record Waiter(long ticket, GpuRequest request, Instant queuedAt) {}
