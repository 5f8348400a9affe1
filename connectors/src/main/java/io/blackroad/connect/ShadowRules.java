package io.blackroad.connect;

import io.blackroad.schema.control.Rule;
import io.blackroad.topic.ShadowName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The rows that make a rule set a shadow, and the way back. */
public final class ShadowRules {
    private static final String DEFAULT = "default";

    private ShadowRules() {}

    /**
     * Rows of a rule set as a shadow of the real rules. Its default rule becomes one for each real rule that it has no other
     * for, within the bounds of the real one, so that the two can be compared.
     */
    public static List<Rule> of(RuleSet set, Collection<Rule> real) {
        List<Rule> rows = new ArrayList<>();
        for (Rule rule : set.rules()) {
            if (!rule.getId().equals(DEFAULT)) {
                rows.add(named(rule, new ShadowName(set.name(), rule.getId()).ruleId()));
            }
        }
        List<String> own = set.rules().stream().map(Rule::getId).toList();
        set.rules().stream()
                .filter(rule -> rule.getId().equals(DEFAULT))
                .forEach(rule -> real.stream()
                        .filter(one -> !own.contains(one.getId()))
                        .forEach(one -> rows.add(bounded(rule, one, set.name()))));
        return rows;
    }

    /** Rows of a shadow as real rules. */
    public static List<Rule> promoted(Collection<Rule> shadow) {
        return shadow.stream()
                .map(rule -> named(
                        rule, ShadowName.ofRuleId(rule.getId()).orElseThrow().of()))
                .toList();
    }

    private static Rule bounded(Rule rule, Rule real, String shadow) {
        Rule row = named(rule, new ShadowName(shadow, real.getId()).ruleId());
        row.setMinReplicas(real.getMinReplicas());
        row.setMaxReplicas(real.getMaxReplicas());
        row.setMetric(real.getMetric());
        return row;
    }

    private static Rule named(Rule rule, String id) {
        return Rule.newBuilder(rule).setId(id).build();
    }
}
