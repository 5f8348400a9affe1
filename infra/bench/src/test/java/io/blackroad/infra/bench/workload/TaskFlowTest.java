package io.blackroad.infra.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.TaskChange;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskFlowTest {

    @Test
    void everyTaskIsSubmittedThenStartedThenCompletedByOneAgent() {
        TaskFlow flow = new TaskFlow(300);
        Map<Long, TaskFlow.Step> last = new HashMap<>();
        Map<Integer, Integer> sequences = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            TaskFlow.Step step = flow.next();
            TaskFlow.Step before = last.put(step.task(), step);
            assertThat(before == null ? null : before.change()).isEqualTo(predecessor(step.change()));
            assertThat(before == null || before.agent() == step.agent()).isTrue();
            assertThat(sequences.merge(step.agent(), 1, Integer::sum)).isEqualTo(step.sequence());
        }
    }

    @Test
    void theFlowIsSteadyAndCountsItself() {
        TaskFlow flow = new TaskFlow(300);
        int submitted = 0;
        int completed = 0;
        for (int i = 0; i < 20_000; i++) {
            TaskChange change = flow.next().change();
            submitted += change == TaskChange.SUBMITTED ? 1 : 0;
            completed += change == TaskChange.COMPLETED ? 1 : 0;
        }
        assertThat(flow.submitted()).isEqualTo(submitted);
        assertThat(flow.completed()).isEqualTo(completed);
        assertThat(flow.open()).isEqualTo(submitted - completed).isBetween(50L, 100L);
    }

    private static TaskChange predecessor(TaskChange change) {
        return switch (change) {
            case STARTED -> TaskChange.SUBMITTED;
            case COMPLETED -> TaskChange.STARTED;
            default -> null;
        };
    }
}
