package io.blackroad.client.http;

import java.time.Duration;

/** The header of that name (RFC 9110, section 10.2.3), as far as APIs use it: seconds. */
final class RetryAfter {
    private static final int LONGEST_DIGITS = 7;

    private RetryAfter() {}

    /** Zero for anything that is no number of seconds: the usual wait holds then. */
    static Duration of(String header) {
        String text = header.strip();
        boolean digits = !text.isEmpty()
                && text.length() <= LONGEST_DIGITS
                && text.chars().allMatch(each -> each >= '0' && each <= '9');
        return digits ? Duration.ofSeconds(Long.parseLong(text)) : Duration.ZERO;
    }
}
