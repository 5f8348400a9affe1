package io.blackroad.infra.cli.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The modules, by packages, and which others each may use. */
enum Module {
    SCHEMAS(List.of("schema", "topic")),
    ACCESS(List.of("access")),
    CLIENT(List.of("client")),
    APP(List.of("streams")),
    PRODUCERS(List.of("producer")),
    CONNECTORS(List.of("connect")),
    SINK(List.of("sink")),
    INFRA(List.of("infra")),
    /** Every other package of ours, so that a new feature of the domain is under its rules from its first class on. */
    DOMAIN(List.of());

    private static final String OURS = "io.blackroad.";

    private final List<String> features;

    Module(List<String> features) {
        this.features = features;
    }

    Set<Module> mayUse() {
        return switch (this) {
            case DOMAIN, SCHEMAS, ACCESS -> EnumSet.noneOf(Module.class);
            case APP -> EnumSet.of(SCHEMAS, DOMAIN, ACCESS);
            case SINK -> EnumSet.of(SCHEMAS, CLIENT, DOMAIN);
            case PRODUCERS -> EnumSet.of(SCHEMAS, ACCESS);
            case CLIENT, CONNECTORS -> EnumSet.of(SCHEMAS);
            case INFRA -> EnumSet.allOf(Module.class);
        };
    }

    /** Where code goes that needs an arrow which is not there. */
    String advice() {
        return switch (this) {
            case DOMAIN ->
                "a rule is a pure function that needs the JDK only: map other types in a *Wire class of "
                        + "io.blackroad.streams and hand the rule its own records";
            case SCHEMAS ->
                "everybody uses the contracts, so they use nobody: what decides goes to streams/domain, what "
                        + "starts servers to infra/stack";
            case ACCESS ->
                "it knows tokens, roles and requests, not what a route answers: what decides about facts stays with its "
                        + "server";
            case CLIENT ->
                "programs of others use it, so it knows the contracts alone: what decides goes to streams/domain, what "
                        + "writes facts to producers";
            case APP ->
                "stages know facts, not who writes or reads them: what both sides need goes to schemas or to "
                        + "streams/domain";
            case PRODUCERS, CONNECTORS ->
                "it speaks to the rest through topics only: a shared record or topic goes to "
                        + "schemas, a decision to streams/domain behind a topic";
            case SINK ->
                "what leaves is read from topics: a rule that both need goes to streams/domain, an adapter of the "
                        + "simulated fleet to infra/cli";
            case INFRA -> "infra may use everything";
        };
    }

    /** First package below ours: the feature. */
    static Optional<String> featureOf(JavaClass type) {
        String name = type.getPackageName() + ".";
        return name.startsWith(OURS)
                ? Optional.of(name.substring(OURS.length(), name.indexOf('.', OURS.length())))
                : Optional.empty();
    }

    static Optional<Module> of(JavaClass type) {
        return featureOf(type)
                .map(feature -> Arrays.stream(values())
                        .filter(module -> module.features.contains(feature))
                        .findFirst()
                        .orElse(DOMAIN));
    }

    DescribedPredicate<JavaClass> classes() {
        return describe(
                "belong to " + this, type -> of(type).filter(this::equals).isPresent());
    }

    DescribedPredicate<JavaClass> forbidden() {
        return describe(
                "belong to a module that " + this + " may not use",
                type -> of(type).filter(module -> module != this && !mayUse().contains(module))
                        .isPresent());
    }
}
