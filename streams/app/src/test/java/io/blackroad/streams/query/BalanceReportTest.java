package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.streams.query.BalanceReport.BalancePart;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalanceReportTest {

    @ParameterizedTest
    @CsvSource({
        "10, 10, 0, 0, 0, 0, true",
        "15, 1, 2, 3, 4, 5, true",
        "15, 1, 2, 3, 4, 4, false",
        "14, 1, 2, 3, 4, 5, false",
        "0, 0, 0, 0, 0, 0, true"
    })
    void balancesWhenEveryFactIsAccountedFor(
            long appended, long applied, long duplicate, long late, long dead, long pending, boolean balanced) {
        TopicBalance topic = new TopicBalance("t", appended, applied, duplicate, late, dead, pending);
        assertThat(report(List.of(topic), List.of()).balanced()).isEqualTo(balanced);
    }

    @Test
    void addsUpTheInstancesByTopic() {
        BalanceReport report = report(
                List.of(new TopicBalance("b", 1, 1, 0, 0, 0, 0), new TopicBalance("a", 6, 1, 1, 1, 1, 2)),
                List.of(new TopicBalance("a", 10, 7, 0, 0, 1, 2)));
        assertThat(report.topics())
                .containsExactly(new TopicBalance("a", 16, 8, 1, 1, 2, 4), new TopicBalance("b", 1, 1, 0, 0, 0, 0));
        assertThat(report.balanced()).isTrue();
    }

    @Test
    void oneTopicOutOfBalanceIsEnough() {
        TopicBalance even = new TopicBalance("a", 1, 1, 0, 0, 0, 0);
        TopicBalance odd = new TopicBalance("b", 2, 1, 0, 0, 0, 0);
        assertThat(report(List.of(even), List.of(odd)).balanced()).isFalse();
    }

    private static BalanceReport report(List<TopicBalance> one, List<TopicBalance> other) {
        return BalanceReport.of(List.of(new BalancePart(one, Set.of()), new BalancePart(other, Set.of())));
    }
}
