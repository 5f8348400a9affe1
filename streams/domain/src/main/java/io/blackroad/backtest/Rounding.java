package io.blackroad.backtest;

/** Gives whole numbers that add up to what was added. */
final class Rounding {
    private double sum;
    private long given;
    private long last;

    long add(double amount) {
        sum += amount;
        last = Math.round(sum) - given;
        given += last;
        return last;
    }

    long last() {
        return last;
    }
}
