package io.blackroad.sink.jdbc;

import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Facts of few tasks in any order, repeated, contradictory and with equal times: what agents and networks may make of them. */
final class TaskWorlds {
    private static final List<TaskChange> CHANGES = List.of(
            TaskChange.SUBMITTED, TaskChange.STARTED, TaskChange.COMPLETED, TaskChange.FAILED, TaskChange.CANCELLED);

    private TaskWorlds() {}

    static List<Fact<TaskChanged>> facts(Random random, String prefix, int tasks, int facts) {
        List<Fact<TaskChanged>> made = new ArrayList<>();
        for (int i = 0; i < facts; i++) {
            TaskChange change = CHANGES.get(random.nextInt(CHANGES.size()));
            made.add(TestFacts.fact(TestFacts.task(
                            prefix + random.nextInt(tasks),
                            change,
                            TestFacts.NOON.plusSeconds(random.nextInt(4)).plusNanos(random.nextInt(2) * 1_000L))
                    .setEventId(TestFacts.eventId(random.nextLong()))
                    .setAgentId("agent-" + random.nextInt(3))
                    .setRegion(random.nextBoolean() ? "" : "region-" + random.nextInt(2))
                    .setReason(random.nextBoolean() ? null : "reason " + random.nextInt(3))
                    .setInputTokens(random.nextInt(3))
                    .setOutputTokens(random.nextInt(3))
                    .setServiceMicros(random.nextInt(3))
                    .setWaitedMicros(random.nextInt(3))
                    .setRanMicros(random.nextInt(3))
                    .build()));
        }
        made.addAll(made.subList(0, random.nextInt(made.size())));
        return made;
    }

    static List<Fact<TaskChanged>> shuffled(List<Fact<TaskChanged>> facts, Random random) {
        List<Fact<TaskChanged>> other = new ArrayList<>(facts);
        Collections.shuffle(other, random);
        return other;
    }
}
