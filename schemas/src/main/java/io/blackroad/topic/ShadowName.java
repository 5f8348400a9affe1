package io.blackroad.topic;

import java.util.Optional;

/**
 * Names of what a shadow rule set has and makes. Its rules are rows of the rules' table whose ids begin with {@code @}, which
 * no service or region does; its states, decisions and decision ids are under {@code shadow@region}, a region of its own.
 *
 * @param shadow name of the rule set
 * @param of id of the real rule or target
 */
public record ShadowName(String shadow, String of) {
    /** First of all ids of shadow rules. */
    public static final String FIRST_RULE_ID = "@";

    /** Behind all ids of shadow rules. */
    public static final String AFTER_RULE_IDS = "A";

    private static final char MARK = '@';

    /** Id of the rule's row, as in {@code @adaptive/api}. */
    public String ruleId() {
        return MARK + shadow + "/" + of;
    }

    /** Key of the target's shadow, as in {@code adaptive@us-east/api}. */
    public String key() {
        return shadow + MARK + of;
    }

    /** The name that a row's id stands for; empty for the id of a real rule. */
    public static Optional<ShadowName> ofRuleId(String id) {
        int slash = id.indexOf('/');
        boolean shadowed = id.indexOf(MARK) == 0 && slash > 1 && slash < id.length() - 1;
        return shadowed
                ? Optional.of(new ShadowName(id.substring(1, slash), id.substring(slash + 1)))
                : Optional.empty();
    }

    /** Id of the real target behind a key, which is the key itself for a real one. */
    public static String realKey(String key) {
        return key.substring(key.indexOf(MARK) + 1);
    }
}
