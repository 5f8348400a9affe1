package io.blackroad.infra.cli.backtest;

import java.util.Locale;

/** One thing to reach, and whether it was. */
record Goal(String what, String reached, boolean met) {

    static Goal atMost(String what, double value, double bound, String unit) {
        return new Goal(
                String.format(Locale.ROOT, "%s at most %s%s", what, number(bound), unit),
                number(value) + unit,
                value <= bound);
    }

    String line() {
        return String.format(Locale.ROOT, "%-8s %-78s %s", met ? "met" : "NOT met", what, reached);
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.1f", value);
    }
}
