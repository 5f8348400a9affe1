package io.blackroad.producer.gateway;

import java.util.Map;
import java.util.regex.Pattern;
import org.apache.avro.Schema.Field;
import org.apache.avro.Schema.Type;

/**
 * What each field allows. The agent stage refuses what breaks these rules, so a fact that the gateway takes never
 * becomes a dead letter for its values.
 */
final class FieldRules {
    /** Region and service make the key {@code region/service}. */
    static final FieldRule NAME = new FieldRule(0, 0, 1, 63, Pattern.compile("[a-z0-9-]+"), "a-z, 0-9 and -");

    static final FieldRule ID = FieldRule.text(1, GatewayLimits.MAX_NAME_CHARACTERS);
    private static final FieldRule LABEL = FieldRule.text(0, GatewayLimits.MAX_NAME_CHARACTERS);
    private static final FieldRule SENTENCE = FieldRule.text(0, GatewayLimits.MAX_TEXT_CHARACTERS);

    /** 16 TiB, more than a machine has. */
    private static final FieldRule MEMORY = FieldRule.numbers(0, 1L << 44);

    private static final FieldRule PERMILLE = FieldRule.numbers(0, 1_000);
    private static final FieldRule NOT_NEGATIVE_INT = FieldRule.numbers(0, Integer.MAX_VALUE);

    /** Beyond this a number in JavaScript is no longer exact. */
    static final long MAX_EXACT = (1L << 53) - 1;

    private static final FieldRule NOT_NEGATIVE = FieldRule.numbers(0, MAX_EXACT);

    private static final Map<String, FieldRule> SPECIAL = Map.ofEntries(
            Map.entry("LifecycleChanged.region", NAME),
            Map.entry("LifecycleChanged.service", NAME),
            Map.entry("LifecycleChanged.memoryRequestedBytes", MEMORY),
            Map.entry("LifecycleChanged.reason", SENTENCE),
            Map.entry("MetricSampled.memoryUsedBytes", MEMORY),
            Map.entry("TaskChanged.taskId", ID),
            Map.entry("TaskChanged.reason", SENTENCE),
            Map.entry("GpuChanged.requestId", ID),
            Map.entry("GpuChanged.gpuCount", FieldRule.numbers(1, Integer.MAX_VALUE)),
            Map.entry("GpuChanged.gpuMillis", PERMILLE),
            Map.entry("GpuChanged.utilizationPermille", PERMILLE),
            Map.entry("GpuChanged.memoryBytes", MEMORY),
            Map.entry("GpuChanged.memoryUsedBytes", MEMORY));

    private FieldRules() {}

    static FieldRule of(String record, Field field) {
        FieldRule special = SPECIAL.get(record + "." + field.name());
        if (special != null) {
            return special;
        }
        Type type = field.schema().getType();
        return switch (type) {
            case INT -> NOT_NEGATIVE_INT;
            case LONG -> NOT_NEGATIVE;
            default -> LABEL;
        };
    }
}
