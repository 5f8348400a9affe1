package io.blackroad.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * An answer over HTTP.
 *
 * @param retryAfter how long the server wants to be left alone; zero when it did not say
 * @param body its JSON; missing when it has none
 */
public record JsonReply(int status, Duration retryAfter, JsonNode body) {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /** True for status 200 to 299. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** True if the same request may succeed later: status 408, 425, 429 and 500 or above. */
    public boolean mayPass() {
        return status == REQUEST_TIMEOUT
                || status == TOO_EARLY
                || status == TOO_MANY_REQUESTS
                || status >= SERVER_ERROR;
    }
}
