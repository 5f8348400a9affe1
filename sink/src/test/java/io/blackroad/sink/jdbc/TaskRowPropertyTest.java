package io.blackroad.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TaskRowPropertyTest {

    @Property(tries = 300)
    void theOrderOfFactsAndTheirRepeatsDoNotMatter(@ForAll long seed) {
        Random random = new Random(seed);
        List<Fact<TaskChanged>> facts = TaskWorlds.facts(random, "task-", 1, 1 + random.nextInt(8));

        TaskRow folded = fold(facts);

        assertThat(placed(fold(TaskWorlds.shuffled(facts, random)))).isEqualTo(placed(folded));
        assertThat(folded.merge(folded)).isEqualTo(folded);
    }

    @Property(tries = 300)
    void partsMayBeMergedInAnyGrouping(@ForAll long seed) {
        Random random = new Random(seed);
        TaskRow one = fold(TaskWorlds.facts(random, "task-", 1, 2));
        TaskRow two = fold(TaskWorlds.facts(random, "task-", 1, 2));
        TaskRow three = fold(TaskWorlds.facts(random, "task-", 1, 2));

        assertThat(one.merge(two).merge(three)).isEqualTo(one.merge(two.merge(three)));
    }

    @Test
    void aTaskIsWhatItsFactsSayTogether() {
        Instant noon = TestFacts.NOON;
        TaskRow row = fold(List.of(
                TestFacts.fact(TestFacts.task("t", TaskChange.COMPLETED, noon.plusSeconds(5))
                        .setOutputTokens(90)
                        .setWaitedMicros(2_000_000)
                        .setRanMicros(3_000_000)
                        .setAgentId("agent-2")
                        .build()),
                TestFacts.fact(TestFacts.task("t", TaskChange.SUBMITTED, noon)
                        .setInputTokens(40)
                        .setRegion("eu-west")
                        .build()),
                TestFacts.fact(TestFacts.task("t", TaskChange.STARTED, noon.plusSeconds(2))
                        .build()),
                TestFacts.fact(TestFacts.task("t", TaskChange.FAILED, noon.plusSeconds(9))
                        .build())));

        assertThat(row.firstHeardAt()).isEqualTo(noon.plusSeconds(5));
        assertThat(row.submittedAt()).isEqualTo(noon);
        assertThat(row.startedAt()).isEqualTo(noon.plusSeconds(2));
        assertThat(row.end().outcome()).isEqualTo(TaskChange.COMPLETED);
        assertThat(row.end().ranMicros()).isEqualTo(3_000_000);
        assertThat(row.agentId()).isEqualTo("agent-2");
        assertThat(row.region()).isEqualTo("eu-west");
        assertThat(row.inputTokens()).isEqualTo(40);
        assertThat(row.outputTokens()).isEqualTo(90);
        assertThat(row.waitedMicros()).isEqualTo(2_000_000);
    }

    static TaskRow fold(List<Fact<TaskChanged>> facts) {
        return facts.stream().map(TaskFacts::row).reduce(TaskRow::merge).orElseThrow();
    }

    /** The row but for the place where it lies, which the first fact decides. */
    private static TaskRow placed(TaskRow row) {
        return new TaskRow(
                row.taskId(),
                Instant.EPOCH,
                row.agentId(),
                row.region(),
                row.submittedAt(),
                row.startedAt(),
                row.end(),
                row.inputTokens(),
                row.outputTokens(),
                row.serviceMicros(),
                row.waitedMicros());
    }
}
