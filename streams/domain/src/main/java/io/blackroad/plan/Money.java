package io.blackroad.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Nano-dollars in words. */
final class Money {
    private static final int NANO_DIGITS = 9;

    private Money() {}

    /** Whole dollars, as in $197,100. */
    static String whole(long nanoDollars) {
        long dollars = BigDecimal.valueOf(nanoDollars, NANO_DIGITS)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        return String.format(Locale.ROOT, "$%,d", dollars);
    }

    /** To the last digit, as in $0.000463. */
    static String exact(long nanoDollars) {
        return "$"
                + BigDecimal.valueOf(nanoDollars, NANO_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
