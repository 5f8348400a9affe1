package io.blackroad.scaling;

import io.blackroad.scaling.rule.RuleText;
import io.blackroad.scaling.rule.Rules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules of the tests by their text, as an operator writes them. */
final class Rule {
    private final String kind;
    private final int min;
    private final int max;
    private final Map<String, String> parameters = new HashMap<>();
    private final List<RuleText.PartText> parts = new ArrayList<>();

    private Rule(String kind, int min, int max) {
        this.kind = kind;
        this.min = min;
        this.max = max;
    }

    static Rule of(String kind, int min, int max) {
        return new Rule(kind, min, max);
    }

    Rule with(String name, Object value) {
        parameters.put(name, String.valueOf(value));
        return this;
    }

    Rule part(String partKind, Map<String, String> given) {
        parts.add(new RuleText.PartText(partKind, given));
        return this;
    }

    List<String> problems() {
        List<String> wrong = new ArrayList<>();
        Rules.compile(text(), wrong);
        return wrong;
    }

    ScaleRule build() {
        List<String> wrong = new ArrayList<>();
        ScaleRule rule = Rules.compile(text(), wrong);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
        return rule;
    }

    private RuleText text() {
        return new RuleText(
                "rule",
                1,
                kind,
                min,
                max,
                "cpu",
                80,
                40,
                kind.equals("guide") ? 300 : 0,
                false,
                false,
                60,
                120,
                parameters,
                parts);
    }
}
