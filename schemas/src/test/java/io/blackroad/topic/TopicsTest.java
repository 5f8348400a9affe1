package io.blackroad.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TopicsTest {
    private static final String NAME =
            "fleet\\.[a-z]+\\.[a-z-]+\\.v[0-9]+|fleet\\.dead-letter\\.v[0-9]+|control\\.public\\.[a-z_]+";

    @Test
    void namesFollowTheRuleAndAreUnique() {
        assertThat(Topics.all()).extracting(Topic::name).doesNotHaveDuplicates().allMatch(name -> name.matches(NAME));
    }

    @Test
    void compactedTopicsKeepTheirRowsForEver() {
        assertThat(Topics.all())
                .filteredOn(topic -> topic.cleanup() == Topic.Cleanup.COMPACT)
                .isNotEmpty()
                .allSatisfy(topic -> assertThat(topic.config()).containsEntry("retention.ms", "-1"));
    }

    @Test
    void partitionsFollowTheKey() {
        Partitions partitions = new Partitions(12, 5, (short) 3);
        assertThat(partitions.of(Topics.METRIC_SAMPLED)).isEqualTo(12);
        assertThat(partitions.of(Topics.LOAD_SAMPLED)).isEqualTo(5);
        assertThat(partitions.of(Topics.RULES)).isEqualTo(1);
        assertThatThrownBy(() -> new Partitions(0, 1, (short) 1)).hasMessageContaining("agent 0");
    }

    @Test
    void differencesSayWhatApplyLeaves() {
        assertThat(new Difference("t", Difference.PARTITIONS, "8", "4").isApplicable())
                .isFalse();
        assertThat(new Difference("t", Difference.REPLICATION, "3", "1").isApplicable())
                .isFalse();
        assertThat(new Difference("t", Difference.TOPIC, "all", "nothing").isApplicable())
                .isTrue();
        assertThat(new Difference("t", "retention.ms", "1", "2"))
                .hasToString("t has retention.ms=2, wanted 1")
                .satisfies(difference -> assertThat(difference.isApplicable()).isTrue());
    }
}
