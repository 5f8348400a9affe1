package io.blackroad.client.answer;

import java.time.Instant;

/**
 * An alert as it stands.
 *
 * @param name its name
 * @param state PENDING, FIRING or RESOLVED
 * @param severity how bad it is
 * @param summary a sentence with its numbers
 * @param since since when the condition has held; null when it does not
 * @param changedAt when its state changed; null before the first time
 */
public record Alert(String name, String state, String severity, String summary, Instant since, Instant changedAt) {}
