package io.blackroad.infra.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.blackroad.producer.fixture.ProducerThatDecides;
import io.blackroad.scaling.fixture.RuleThatKnowsAvro;
import io.blackroad.scaling.fixture.RuleWithClock;
import io.blackroad.streams.fixture.AvroEverywhere;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between modules and features, over the classes of all modules. */
class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.blackroad");

    static Stream<String> arrows() {
        return Arrows.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("arrows")
    void everyArrowPointsTheRightWay(String rule) {
        Arrows.all().get(rule).check(ALL);
    }

    @Test
    void theDomainReadsNoClockAndDrawsNoRandomNumber() {
        Purity.noClockOrChance().check(ALL);
    }

    @Test
    void seesTheClassesOfEveryModule() {
        assertThat(ALL.stream().map(type -> type.getPackageName()))
                .contains(
                        "io.blackroad.schema",
                        "io.blackroad.topic",
                        "io.blackroad.infra.stack",
                        "io.blackroad.infra.cli");
    }

    @Test
    void aClockInARuleIsFound() {
        assertThat(violations(Purity.noClockOrChance(), RuleWithClock.class))
                .contains("Instant.now", "UUID.randomUUID", "java.util.Random.<init>()");
    }

    @Test
    void anAvroRecordInARuleIsFound() {
        assertThat(violations(Arrows.arrows(Module.DOMAIN), RuleThatKnowsAvro.class))
                .contains("ScaleDecided");
    }

    @Test
    void anAvroRecordBehindTheEdgeOfAFeatureIsFound() {
        assertThat(violations(Arrows.avroStopsAtTheEdge(), AvroEverywhere.class))
                .contains("ScaleDecided");
    }

    @Test
    void aProducerThatDecidesIsFound() {
        assertThat(violations(Arrows.arrows(Module.PRODUCERS), ProducerThatDecides.class))
                .contains("RuleWithClock");
    }

    @Test
    void aLibraryInARuleIsFound() {
        assertThat(violations(Arrows.domainUsesTheJdkOnly(), RuleThatKnowsAvro.class))
                .contains("org.apache.avro");
    }

    private static String violations(ArchRule rule, Class<?> fixture) {
        var result = rule.evaluate(new ClassFileImporter().importClasses(fixture));
        assertThat(result.hasViolation()).isTrue();
        return result.getFailureReport().toString();
    }
}
