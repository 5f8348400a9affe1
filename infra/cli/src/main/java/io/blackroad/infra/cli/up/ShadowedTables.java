package io.blackroad.infra.cli.up;

import io.blackroad.connect.ControlTables;
import io.blackroad.connect.RuleSet;
import io.blackroad.connect.ShadowRules;
import io.blackroad.schema.control.Rule;
import java.util.ArrayList;
import java.util.List;

/** Control tables with our own rules in the shadow of those that decide: whoever runs it sees what they would have done. */
final class ShadowedTables {
    private static final String SHADOW = "adaptive";

    private ShadowedTables() {}

    static ControlTables of(ControlTables tables) {
        List<Rule> rules = new ArrayList<>(tables.rules());
        rules.addAll(ShadowRules.of(RuleSet.shipped(SHADOW), tables.rules()));
        return new ControlTables(
                tables.regions(),
                tables.workers(),
                tables.gpuNodes(),
                tables.targets(),
                rules,
                tables.prices(),
                tables.phases(),
                tables.budgets(),
                tables.alerts());
    }
}
