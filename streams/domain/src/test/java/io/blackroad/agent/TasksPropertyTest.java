package io.blackroad.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.TaskFact.TaskChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** An intake and an agent talk of the same tasks, each in its own order and between each other in any. */
class TasksPropertyTest {

    @Property
    void everyTaskIsCountedOnceInAnyInterleaving(@ForAll @IntRange(min = 1, max = 40) int tasks, @ForAll long seed) {
        Random random = new Random(seed);
        Given.Agent agent = new Given.Agent();
        for (TaskFact fact : interleaved(random, told(random, tasks))) {
            agent.take(fact);
        }
        TaskCounts counts = agent.state.counts();
        assertThat(counts.submitted()).isEqualTo(tasks);
        assertThat(counts.started()).isLessThanOrEqualTo(tasks);
        assertThat(counts.completed() + counts.failed() + counts.cancelled()).isEqualTo(tasks);
        assertThat(agent.state.open()).isEmpty();
    }

    @Property
    void repeatsAnywhereLaterChangeNothing(@ForAll @IntRange(min = 1, max = 30) int tasks, @ForAll long seed) {
        Random random = new Random(seed);
        List<TaskFact> told = interleaved(random, told(random, tasks));
        Given.Agent once = new Given.Agent();
        Given.Agent twice = new Given.Agent();
        for (int fact = 0; fact < told.size(); fact++) {
            once.take(told.get(fact));
            twice.take(told.get(fact));
            AgentState before = twice.state;
            assertThat(twice.take(told.get(random.nextInt(fact + 1)))).isEqualTo(Verdict.DUPLICATE);
            assertThat(twice.state).isEqualTo(before);
        }
        assertThat(twice.state).isEqualTo(once.state);
    }

    @Property
    void countsOnlyEverRise(@ForAll @IntRange(min = 1, max = 30) int tasks, @ForAll long seed) {
        Random random = new Random(seed);
        Given.Agent agent = new Given.Agent();
        long sequence = 0;
        for (TaskFact fact : interleaved(random, told(random, tasks))) {
            TaskCounts before = agent.state.counts();
            agent.take(fact);
            if (random.nextInt(20) == 0) {
                agent.take(Given.life(random.nextBoolean() ? AgentStatus.FAILED : AgentStatus.IDLE, 1, ++sequence));
            }
            TaskCounts more = agent.state.counts().minus(before);
            assertThat(List.of(more.submitted(), more.started(), more.completed(), more.failed(), more.cancelled()))
                    .allMatch(count -> count >= 0);
            TaskCounts all = agent.state.counts();
            assertThat(all.submitted() - all.completed() - all.failed() - all.cancelled())
                    .isEqualTo(agent.state.open().size());
        }
    }

    /** What the agent says of its tasks, and what an intake says; half of the tasks come from the intake. */
    private static List<Deque<TaskFact>> told(Random random, int tasks) {
        Deque<TaskFact> agent = new ArrayDeque<>();
        Deque<TaskFact> intake = new ArrayDeque<>();
        long sequence = 0;
        for (int task = 0; task < tasks; task++) {
            String id = "task-" + task;
            if (random.nextBoolean()) {
                intake.add(Given.intake(id, TaskChange.SUBMITTED));
                // Whoever hands a task out may take it back, whatever the agent has done by then.
                if (random.nextInt(4) == 0) {
                    intake.add(Given.intake(id, TaskChange.CANCELLED));
                }
            } else {
                agent.add(Given.own(id, TaskChange.SUBMITTED, 1, ++sequence));
            }
            agent.add(Given.own(id, TaskChange.STARTED, 1, ++sequence));
            TaskChange end = random.nextBoolean() ? TaskChange.COMPLETED : TaskChange.FAILED;
            agent.add(Given.own(id, end, 1, ++sequence));
        }
        return List.of(agent, intake);
    }

    private static List<TaskFact> interleaved(Random random, List<Deque<TaskFact>> sources) {
        List<TaskFact> facts = new ArrayList<>();
        while (sources.stream().anyMatch(source -> !source.isEmpty())) {
            Deque<TaskFact> source = sources.get(random.nextInt(sources.size()));
            if (!source.isEmpty()) {
                facts.add(source.poll());
            }
        }
        return facts;
    }
}
