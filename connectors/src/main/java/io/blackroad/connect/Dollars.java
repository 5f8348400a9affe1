package io.blackroad.connect;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Money as people write it and as the system counts it: decimal dollars and billionths of a dollar. */
public final class Dollars {
    private static final int NANO_DIGITS = 9;

    private Dollars() {}

    /**
     * Billionths of a dollar, exactly.
     *
     * @throws ArithmeticException if the amount has more than nine digits after the point or is above 9.2 billion dollars
     */
    public static long toNano(BigDecimal dollars) {
        return dollars.movePointRight(NANO_DIGITS)
                .setScale(0, RoundingMode.UNNECESSARY)
                .longValueExact();
    }
}
