package io.blackroad.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrantsTest {
    private static List<AclBinding> of(Part part) {
        return Grants.of(part, "User:" + part.label(), "app");
    }

    private static Set<String> topics(Part part, AclOperation operation) {
        return of(part).stream()
                .filter(binding -> binding.entry().operation() == operation)
                .filter(binding -> binding.pattern().patternType() == PatternType.LITERAL)
                .map(binding -> binding.pattern().name())
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Topic<?>... topics) {
        return Stream.of(topics).map(Topic::name).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    void nobodyGetsEverythingAndEveryTopicIsOfTheCatalogue(Part part) {
        Set<String> catalogue = Topics.all().stream().map(Topic::name).collect(Collectors.toSet());
        assertThat(of(part)).isNotEmpty().doesNotHaveDuplicates().allSatisfy(binding -> {
            assertThat(binding.pattern().name()).isNotEqualTo("*");
            assertThat(binding.entry().operation()).isNotEqualTo(AclOperation.ALL);
            assertThat(binding.entry().principal()).isEqualTo("User:" + part.label());
            if (binding.pattern().patternType() == PatternType.LITERAL
                    && !binding.pattern().name().equals("kafka-cluster")) {
                assertThat(catalogue).contains(binding.pattern().name());
            }
        });
    }

    @Test
    void onlyGatewaysWriteAgentsFactsAndTheOutboxTheirTasks() {
        for (Part part : Part.values()) {
            Set<String> agents = topics(part, AclOperation.WRITE);
            agents.removeIf(name -> !name.matches("fleet\\.agent\\.(lifecycle|task|metric|gpu)-.*"));
            assertThat(agents)
                    .as(part.label())
                    .isEqualTo(
                            switch (part) {
                                case GATEWAY ->
                                    names(
                                            Topics.LIFECYCLE_CHANGED,
                                            Topics.TASK_CHANGED,
                                            Topics.METRIC_SAMPLED,
                                            Topics.GPU_CHANGED);
                                case CONNECT -> names(Topics.TASK_CHANGED);
                                default -> Set.of();
                            });
        }
    }

    @Test
    void onlyStreamsDecidesAndOnlyControllersAnswer() {
        for (Part part : Part.values()) {
            Set<String> written = topics(part, AclOperation.WRITE);
            assertThat(written.contains(Topics.SCALE_DECIDED.name()))
                    .as(part.label())
                    .isEqualTo(part == Part.STREAMS);
            assertThat(written.contains(Topics.SCALE_APPLIED.name()))
                    .as(part.label())
                    .isEqualTo(part == Part.CONTROLLER);
            assertThat(written.contains(Topics.RULES.name())).as(part.label()).isEqualTo(part == Part.CONNECT);
        }
        assertThat(topics(Part.READER, AclOperation.WRITE)).isEmpty();
    }

    @Test
    void aPrincipalIsATypeAndAName() {
        assertThatIllegalArgumentException().isThrownBy(() -> Grants.of(Part.READER, "gateway", "app"));
    }
}
