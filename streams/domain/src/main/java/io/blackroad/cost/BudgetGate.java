package io.blackroad.cost;

import java.math.BigInteger;

/**
 * How a month will stand to its budget, nano-dollars.
 *
 * @param exceededBy what the month's end is above the budget; 0 when it is kept
 * @param fitsPermille how much of what the rest of the month would cost still fits, thousandths, rounded down
 */
public record BudgetGate(long exceededBy, int fitsPermille) {
    private static final int ALL = 1_000;

    /**
     * The gate.
     *
     * @param toDate what the month cost so far
     * @param monthEnd what it will have cost
     */
    public static BudgetGate of(long budget, long toDate, long monthEnd) {
        if (monthEnd <= budget) {
            return new BudgetGate(0, ALL);
        }
        long left = Math.max(0, budget - toDate);
        long rest = monthEnd - toDate;
        int fits = rest <= 0
                ? 0
                : BigInteger.valueOf(left)
                        .multiply(BigInteger.valueOf(ALL))
                        .divide(BigInteger.valueOf(rest))
                        .intValueExact();
        return new BudgetGate(monthEnd - budget, fits);
    }
}
