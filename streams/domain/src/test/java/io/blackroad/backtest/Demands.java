package io.blackroad.backtest;

import io.blackroad.scaling.ScaleRule;
import io.blackroad.scaling.rule.RuleText;
import io.blackroad.scaling.rule.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Demands of known shapes, and the rules that meet them. */
final class Demands {
    static final int HOUR = 3_600;

    private Demands() {}

    static Demand constant(int ticks, double level) {
        return Demand.of(ticks, new int[] {0}, new double[] {level});
    }

    /** {@code low}, and {@code high} from one tick to another. */
    static Demand step(int ticks, double low, double high, int from, int to) {
        return Demand.of(ticks, new int[] {0, from, to}, new double[] {low, high, low});
    }

    /** Even noise around a level, another value each {@code everyTicks}. */
    static Demand noise(int ticks, double level, double share, int everyTicks, long seed) {
        Random random = new Random(seed);
        double[] levels = new double[ticks];
        for (int tick = 0; tick < ticks; tick++) {
            levels[tick] =
                    tick % everyTicks == 0 ? level * (1 + share * (2 * random.nextDouble() - 1)) : levels[tick - 1];
        }
        return Demand.of(levels);
    }

    static RuleContestant rule(String kind, Map<String, String> parameters) {
        List<String> wrong = new ArrayList<>();
        ScaleRule rule = Rules.compile(
                new RuleText(kind, 1, kind, 1, 1_000, "cpu", 80, 40, 300, false, false, 60, 120, parameters, List.of()),
                wrong);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(wrong.toString());
        }
        return new RuleContestant(kind, rule, 1_000_000, 0);
    }
}
