package io.blackroad.scaling.rule;

import io.blackroad.decision.RecordRoom;
import io.blackroad.scaling.Combination;
import io.blackroad.scaling.Kind;
import io.blackroad.scaling.LimitSettings;
import io.blackroad.scaling.ParameterReader;
import io.blackroad.scaling.Part;
import io.blackroad.scaling.ScaleRule;
import io.blackroad.words.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes rules of their text. */
public final class Rules {
    /** Agents may use more than they requested, but not beyond this; it keeps the sums of a decision within 64 bits. */
    public static final int MAX_PERCENT = 1_000;

    /**
     * Kinds beside the first one, and bytes of all texts of a rule. Each decision carries its rule and what each part remembers;
     * with these it fits into a Kafka record, and without one row could stop the targets that name it for good.
     */
    static final int MAX_PARTS = 32;

    static final int MAX_TEXT_BYTES = 32 * 1_024;

    private Rules() {}

    /**
     * The rule of a text.
     *
     * @param wrong takes everything that is wrong with it; the result is of use only when it stays empty
     */
    public static ScaleRule compile(RuleText text, List<String> wrong) {
        checkRow(text, wrong);
        checkSize(text, wrong);
        if (text.isPlainGuide()) {
            return rule(text, List.of(), Combination.MAXIMUM, LimitSettings.NONE);
        }
        List<Part<?>> parts = new ArrayList<>();
        ParameterReader own = new ParameterReader("parameters.", text.parameters(), wrong);
        own.fallBackTo(rowFields(text));
        Part<?> first = part("kind", text.kind(), own, parts, wrong);
        if (first != null) {
            parts.add(first);
            own.fallBackTo(limitDefaults(text, first));
        }
        for (int i = 0; i < text.parts().size(); i++) {
            RuleText.PartText further = text.parts().get(i);
            String where = "parts[" + i + "].";
            ParameterReader given = new ParameterReader(where, further.parameters(), wrong);
            Part<?> part = part(where + "kind", further.kind(), given, parts, wrong);
            if (part != null) {
                parts.add(part);
                given.refuseOthers();
            }
        }
        LimitSettings limits = LimitParameters.read(own);
        Combination combination = Combinations.read(own, parts);
        if (first != null) {
            own.refuseOthers();
        }
        return rule(text, parts, combination, limits);
    }

    private static Part<?> part(
            String field, String kind, ParameterReader given, List<Part<?>> before, List<String> wrong) {
        Kind<?> known = Kinds.of(kind);
        if (known == null) {
            wrong.add(field + ": there is no " + kind + "; "
                    + Nearest.to(kind, Kinds.names())
                            .map(name -> "did you mean " + name + "?")
                            .orElse("use one of " + String.join(", ", Kinds.names())));
            return null;
        }
        return part(known, given, before);
    }

    private static <P> Part<P> part(Kind<P> kind, ParameterReader given, List<Part<?>> before) {
        String name = given.text("name", kind.name());
        boolean taken = before.stream().anyMatch(part -> part.name().equals(name));
        if (!name.matches("[a-zA-Z_][a-zA-Z0-9_]{0,62}") || taken) {
            given.fail("name", taken ? name + " is there twice; give each part a name" : name + " is no word");
        }
        return new Part<>(name, kind, kind.parameters(given));
    }

    private static <P> Map<String, String> limitDefaults(RuleText text, Part<P> first) {
        Map<String, String> defaults = new HashMap<>();
        defaults.put("limits.cooldownDownSeconds", String.valueOf(text.cooldownSeconds()));
        defaults.putAll(first.kind().limits(first.parameters()));
        return defaults;
    }

    private static Map<String, String> rowFields(RuleText text) {
        Map<String, String> fields = new HashMap<>();
        if (text.kind().equals(Kinds.GUIDE) || text.kind().equals("target")) {
            fields.put("metric", text.metric());
        }
        if (text.kind().equals(Kinds.GUIDE)) {
            fields.put("upAbovePercent", String.valueOf(text.upAbovePercent()));
            fields.put("downBelowPercent", String.valueOf(text.downBelowPercent()));
            fields.put("limits.cooldownUpSeconds", String.valueOf(text.cooldownSeconds()));
        }
        return fields;
    }

    private static void checkRow(RuleText text, List<String> wrong) {
        boolean guide = text.kind().equals(Kinds.GUIDE);
        // From no replicas nobody reports a utilisation, so a guide rule would never leave 0 again.
        int fewest = guide ? 1 : 0;
        if (text.minReplicas() < fewest || text.minReplicas() > text.maxReplicas()) {
            wrong.add("minReplicas " + text.minReplicas() + " is not within " + fewest + " to maxReplicas "
                    + text.maxReplicas());
        }
        if (guide && (text.downBelowPercent() < 0 || text.downBelowPercent() >= text.upAbovePercent())) {
            wrong.add("downBelowPercent " + text.downBelowPercent() + " is not within 0 and below upAbovePercent "
                    + text.upAbovePercent());
        }
        if (guide && text.upAbovePercent() > MAX_PERCENT) {
            wrong.add("upAbovePercent " + text.upAbovePercent() + " is above " + MAX_PERCENT);
        }
        requireSeconds("cooldownSeconds", text.cooldownSeconds(), guide ? 1 : 0, wrong);
        requireSeconds("confirmSeconds", text.confirmSeconds(), 1, wrong);
        requireSeconds("validSeconds", text.validSeconds(), 1, wrong);
        if (!text.metric().equals("cpu") && !text.metric().equals("memory")) {
            wrong.add("metric " + text.metric() + " is neither cpu nor memory");
        }
    }

    private static void checkSize(RuleText text, List<String> wrong) {
        if (text.parts().size() > MAX_PARTS) {
            wrong.add("parts: " + text.parts().size() + " are more than " + MAX_PARTS + "; split the rule");
        }
        long bytes = bytes(text.parameters());
        for (RuleText.PartText part : text.parts()) {
            bytes += bytes(part.parameters());
        }
        if (bytes > MAX_TEXT_BYTES) {
            wrong.add("parameters: " + bytes + " bytes of names and values are more than " + MAX_TEXT_BYTES);
        }
    }

    private static long bytes(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .mapToLong(one -> RecordRoom.bytes(one.getKey()) + RecordRoom.bytes(one.getValue()))
                .sum();
    }

    private static void requireSeconds(String field, int seconds, int least, List<String> wrong) {
        if (seconds < least) {
            wrong.add(field + " " + seconds + " is below " + least);
        }
    }

    private static ScaleRule rule(RuleText text, List<Part<?>> parts, Combination combination, LimitSettings limits) {
        return new ScaleRule(
                text.id(),
                text.version(),
                text.minReplicas(),
                text.maxReplicas(),
                text.metric().equals("cpu") ? ScaleRule.Metric.CPU : ScaleRule.Metric.MEMORY,
                text.upAbovePercent(),
                text.downBelowPercent(),
                Duration.ofSeconds(text.cooldownSeconds()),
                text.pauseUp(),
                text.pauseDown(),
                Duration.ofSeconds(text.confirmSeconds()),
                Duration.ofSeconds(text.validSeconds()),
                parts,
                combination,
                limits);
    }
}
