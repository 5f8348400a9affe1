package io.blackroad.streams.control;

import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import io.blackroad.topic.ShadowName;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The shadow rules as one stage reads them: looked up in the table once a tick, not once a target. */
public final class ShadowRows {
    private final ControlTables tables;
    private final Map<String, Map<String, Rule>> byShadow = new TreeMap<>();
    private Instant tick = Instant.MIN;

    public ShadowRows(ControlTables tables) {
        this.tables = tables;
    }

    /**
     * The shadow rules for a target by the name of their rule set, in order: the target's own, or that of its rule.
     *
     * @param now end of the tick
     */
    public Map<String, Rule> of(Target target, Instant now) {
        if (!now.equals(tick)) {
            read(tables.shadowRules());
            tick = now;
        }
        if (byShadow.isEmpty()) {
            return Map.of();
        }
        Map<String, Rule> rules = new TreeMap<>();
        byShadow.forEach((shadow, rows) -> {
            Rule own = rows.get(target.getId());
            Rule rule = own == null ? rows.get(target.getRuleId()) : own;
            if (rule != null) {
                rules.put(shadow, rule);
            }
        });
        return rules;
    }

    private void read(List<Rule> rows) {
        byShadow.clear();
        for (Rule row : rows) {
            ShadowName.ofRuleId(row.getId())
                    .ifPresent(name -> byShadow.computeIfAbsent(name.shadow(), shadow -> new HashMap<>())
                            .put(name.of(), row));
        }
    }
}
