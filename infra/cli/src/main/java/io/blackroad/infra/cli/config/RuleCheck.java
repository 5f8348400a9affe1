package io.blackroad.infra.cli.config;

import io.blackroad.schema.control.Rule;
import io.blackroad.streams.control.RuleWire;
import java.util.ArrayList;
import java.util.List;

/** What the rule kinds say of rules, before anybody writes them: a stage would refuse them one by one and late. */
public final class RuleCheck {
    private RuleCheck() {}

    /**
     * Checks all of them.
     *
     * @param origin what errors call the place where they are written
     * @throws SettingsException with everything that is wrong
     */
    public static void check(String origin, List<Rule> rules) {
        List<String> wrong = new ArrayList<>();
        for (Rule rule : rules) {
            RuleWire.problems(rule).forEach(problem -> wrong.add("rules." + rule.getId() + "." + problem));
        }
        if (!wrong.isEmpty()) {
            wrong.add(0, origin + " is not usable:");
            throw new SettingsException(wrong);
        }
    }
}
