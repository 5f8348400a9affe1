package io.blackroad.infra.cli.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who may use whom. Each rule says where the code should go instead. */
final class Arrows {
    private static final String NO_CYCLES =
            "features that need each other are one feature: move what both need into the lower one";

    /** These hold, return or name whole records as they were published, so they have nothing to map. */
    private static final Set<String> KEEPS_RECORDS = Set.of(
            "io.blackroad.streams.control.ControlTables",
            "io.blackroad.streams.scaling.DecisionHeaders",
            "io.blackroad.streams.scaling.DecisionExplanation",
            "io.blackroad.streams.scaling.DecisionHistory",
            "io.blackroad.streams.scaling.EffectHistory",
            "io.blackroad.streams.scaling.ScalingListener",
            "io.blackroad.streams.stored.StoredSchemas");

    private Arrows() {}

    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new TreeMap<>();
        for (Module module : Module.values()) {
            rules.put("arrows of " + module, arrows(module));
        }
        rules.put("libraries of DOMAIN", domainUsesTheJdkOnly());
        rules.put("Avro types", avroStopsAtTheEdge());
        rules.put("cycles between features", cycles());
        for (String part : List.of("client", "streams", "producer", "sink", "infra", "infra.cli")) {
            rules.put("cycles in " + part, cycles("io.blackroad." + part + ".(*).."));
        }
        return rules;
    }

    static ArchRule arrows(Module module) {
        return noClasses()
                .that(module.classes())
                .should()
                .dependOnClassesThat(module.forbidden())
                .because(module.advice())
                .allowEmptyShould(true);
    }

    static ArchRule domainUsesTheJdkOnly() {
        return noClasses()
                .that(Module.DOMAIN.classes())
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "io.blackroad..")
                .because(Module.DOMAIN.advice())
                .allowEmptyShould(true);
    }

    static ArchRule avroStopsAtTheEdge() {
        return noClasses()
                .that(Module.APP.classes())
                .and()
                .resideOutsideOfPackages("io.blackroad.streams.query..", "io.blackroad.streams.runtime..")
                .and()
                .haveNameNotMatching(".*(Wire|Topology|Processor|Handler|Rows)(\\$.*)?")
                .and(describe("keep no published record", type -> !KEEPS_RECORDS.contains(outermost(type))))
                .should()
                .dependOnClassesThat(describe("are Avro records", Arrows::isRecord))
                .because(
                        "Avro types stop at the edge of a feature: map them in its *Wire class, and use the domain's records "
                                + "behind it")
                .allowEmptyShould(true);
    }

    private static String outermost(JavaClass type) {
        String name = type.getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    static ArchRule cycles(String features) {
        return SlicesRuleDefinition.slices()
                .matching(features)
                .should()
                .beFreeOfCycles()
                .because(NO_CYCLES)
                .allowEmptyShould(true);
    }

    private static ArchRule cycles() {
        return SlicesRuleDefinition.slices()
                .assignedFrom(new Features())
                .should()
                .beFreeOfCycles()
                .because(NO_CYCLES);
    }

    private static boolean isRecord(JavaClass type) {
        return type.isAssignableTo("org.apache.avro.specific.SpecificRecordBase")
                && Module.SCHEMAS.classes().test(type);
    }

    /** Packages below ours; records and the catalogue of the topics that carry them are one. */
    private static final class Features implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return Module.featureOf(type)
                    .map(feature -> SliceIdentifier.of(feature.equals("topic") ? "schema" : feature))
                    .orElse(SliceIdentifier.ignore());
        }

        @Override
        public String getDescription() {
            return "features";
        }
    }
}
