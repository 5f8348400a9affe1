package io.blackroad.infra.cli.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;

/** No clock and no chance in the domain: the same input must give the same decision for ever. */
final class Purity {
    private static final Map<String, List<String>> BANNED = Map.of(
            "java.lang.System", List.of("currentTimeMillis", "nanoTime", "getenv", "getProperty"),
            "java.lang.Math", List.of("random"),
            "java.util.UUID", List.of("randomUUID"),
            "java.util.concurrent.ThreadLocalRandom", List.of("current"));

    private Purity() {}

    static ArchRule noClockOrChance() {
        return noClasses()
                .that(Module.DOMAIN.classes())
                .should()
                .accessTargetWhere(describe("reads a clock or draws a random number", Purity::isImpure))
                .because(
                        "replay, backtest and explain must give the same bytes: take the time of the record, or a seed, as an "
                                + "argument; clocks belong to io.blackroad.streams.runtime")
                .allowEmptyShould(true);
    }

    private static boolean isImpure(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        if (access instanceof JavaConstructorCall call) {
            return owner.equals("java.util.Random")
                    && call.getTarget().getRawParameterTypes().isEmpty();
        }
        boolean clock = owner.startsWith("java.time.") && (name.equals("now") || name.startsWith("system"));
        return clock || BANNED.getOrDefault(owner, List.of()).contains(name);
    }
}
