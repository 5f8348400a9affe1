package io.blackroad.streams.query;

import io.blackroad.schema.control.Rule;

/** Other numbers for a rule; a null leaves what it has. */
record RuleChange(
        Integer minReplicas,
        Integer maxReplicas,
        Integer upAbovePercent,
        Integer downBelowPercent,
        Integer cooldownSeconds) {

    /** Parameters of a question that name them. */
    static final String[] NAMES = {"minReplicas", "maxReplicas", "upAbovePercent", "downBelowPercent", "cooldownSeconds"
    };

    private static final int MOST = 1_000_000;

    /** @throws ProblemException if a parameter is wrong */
    static RuleChange of(Parameters parameters) {
        RuleChange change = new RuleChange(
                parameters.number(NAMES[0], MOST),
                parameters.number(NAMES[1], MOST),
                parameters.number(NAMES[2], MOST),
                parameters.number(NAMES[3], MOST),
                parameters.number(NAMES[4], MOST));
        parameters.check();
        return change;
    }

    /** The rule with these numbers, in its next version. */
    Rule of(Rule rule) {
        return Rule.newBuilder(rule)
                .setVersion(rule.getVersion() + 1)
                .setMinReplicas(minReplicas == null ? rule.getMinReplicas() : minReplicas)
                .setMaxReplicas(maxReplicas == null ? rule.getMaxReplicas() : maxReplicas)
                .setUpAbovePercent(upAbovePercent == null ? rule.getUpAbovePercent() : upAbovePercent)
                .setDownBelowPercent(downBelowPercent == null ? rule.getDownBelowPercent() : downBelowPercent)
                .setCooldownSeconds(cooldownSeconds == null ? rule.getCooldownSeconds() : cooldownSeconds)
                .build();
    }
}
