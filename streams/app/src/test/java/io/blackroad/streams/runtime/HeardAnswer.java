package io.blackroad.streams.runtime;

import java.time.Instant;

/**
 * What an instance answered to one question, or that it did not.
 *
 * @param place which instance was asked
 * @param status 0 when the connection failed
 * @param retryAfter the header; empty without one
 */
record HeardAnswer(
        int place, String path, Instant askedAt, Instant heardAt, int status, String retryAfter, String body) {

    boolean failed() {
        return status == 0;
    }
}
