package io.blackroad.infra.cli.rule;

import io.blackroad.connect.RuleText;
import io.blackroad.schema.control.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a rule would become, line by line: what goes with a minus, what comes with a plus. */
final class RuleDifference {
    private RuleDifference() {}

    /** Lines of all rules that differ; empty when none does. */
    static List<String> of(List<Rule> wanted, Map<String, Rule> live) {
        List<String> lines = new ArrayList<>();
        for (Rule rule : wanted) {
            Rule before = live.get(rule.getId());
            List<String> old = before == null ? List.of() : RuleText.of(before);
            List<String> now = RuleText.of(rule);
            if (!old.equals(now)) {
                lines.add(rule.getId() + (before == null ? " (new)" : " (version " + before.getVersion() + ")"));
                old.stream().filter(line -> !now.contains(line)).forEach(line -> lines.add("  - " + line.strip()));
                now.stream().filter(line -> !old.contains(line)).forEach(line -> lines.add("  + " + line.strip()));
            }
        }
        return lines;
    }
}
