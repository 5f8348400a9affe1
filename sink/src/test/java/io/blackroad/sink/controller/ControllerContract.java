package io.blackroad.sink.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.blackroad.infra.stack.ChildCommand;
import io.blackroad.infra.stack.ChildJvm;
import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.ScaleApplied;
import io.blackroad.sink.controller.ScriptedProxy.Fault;
import io.blackroad.sink.controller.ScriptedProxy.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every adapter must hold under faults, with the real loop, a real broker and an API that is spoilt on the way: each
 * decision lands at most once, the sequence at the target only rises, and every decision is answered.
 */
public abstract class ControllerContract {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int REPLICAS = 5;
    private static final int RANDOM_KILLS = 3;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_REGION = 36;

    @TempDir
    private Path folder;

    private final List<ChildJvm> children = new ArrayList<>();
    private Outside outside;
    private ScriptedProxy proxy;
    private TargetId id;
    private TargetId other;
    private String name;

    /** A fresh stand-in without targets. */
    protected abstract Outside open();

    @BeforeEach
    void prepare(TestInfo test) {
        String method = test.getTestMethod().orElseThrow().getName();
        String full = (getClass().getSimpleName() + "-" + method).toLowerCase(Locale.ROOT);
        name = full.substring(0, Math.min(LONGEST_NAME, full.length()));
        String region = name.substring(0, LONGEST_REGION);
        id = new TargetId(region, "api");
        other = new TargetId(region, "gpu");
        outside = open();
        outside.add(id, REPLICAS);
        outside.add(other, REPLICAS);
        proxy = new ScriptedProxy(outside.api());
    }

    @AfterEach
    void end() {
        children.forEach(ChildJvm::kill);
        proxy.close();
        outside.close();
    }

    @Test
    void aCrashAtEachPointAppliesOnceAndReports() throws Exception {
        long sequence = 0;
        for (KillPoint point : KillPoint.values()) {
            sequence++;
            if (point != KillPoint.NOWHERE) {
                decide(id, sequence);
                assertThat(child(point).awaitEnd(LIMIT)).as("killed %s", point).isEqualTo(137);
            }
            try (ControllerLoop healthy = start()) {
                decide(id, sequence);
                awaitAnswered(id, sequence);
                assertThat(healthy.failure()).isEmpty();
            }
        }

        assertOnce(id, sequence);
        assertThat(answered(id).keySet())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, sequence).boxed().toList());
        assertThat(answered(id).values()).containsOnly(ApplyOutcome.APPLIED);
    }

    @Test
    @EnabledIfSystemProperty(named = "blackroad.tests", matches = "all")
    void killedAtRandomMomentsItAppliesOnce() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long sequence = 0;
        for (int round = 0; round < RANDOM_KILLS; round++) {
            ChildJvm child = child(KillPoint.NOWHERE);
            for (int count = 0; count < 3; count++) {
                decide(id, ++sequence);
                awaitStands(id, sequence);
            }
            decide(id, ++sequence);
            Instant until = Instant.now().plusMillis(random.nextInt(400));
            await().pollInterval(Duration.ofMillis(1)).until(() -> Instant.now().isAfter(until));
            child.kill();
        }
        child(KillPoint.NOWHERE);
        decide(id, ++sequence);
        awaitAnswered(id, sequence);

        assertThat(outside.sequence(id)).as("seed %d", seed).isEqualTo(sequence);
        assertRising(id);
        List<Long> answers = new ArrayList<>(answered(id).keySet());
        assertThat(answers)
                .as("seed %d: whatever was applied is answered", seed)
                .containsAll(
                        outside.writes(id).stream().map(Outside.Write::sequence).toList());
    }

    @Test
    void aStoppedControllerThatGoesOnIsTooLate() throws Exception {
        Rule held = proxy.spoil(outside.decisionWrites().and(outside.about(id)), Fault.HELD, 1);
        ChildJvm stopped = child(KillPoint.NOWHERE);
        decide(id, 1);
        await().atMost(LIMIT).until(held::isReached);
        signal("STOP", stopped);

        try (ControllerLoop second = start()) {
            decide(id, 2);
            awaitAnswered(id, 2);
            int before = outside.writes(id).size();
            held.release();
            signal("CONT", stopped);

            if (outside.fencing() == Outside.Fencing.REFUSED_BY_API) {
                await().during(Duration.ofSeconds(2))
                        .atMost(LIMIT)
                        .until(() ->
                                outside.sequence(id) == 2 && outside.writes(id).size() == before);
                assertRising(id);
            } else {
                await().atMost(LIMIT).until(() -> said(id, "another controller writes to it"));
            }
            decide(id, 3);
            awaitAnswered(id, 3);
            assertThat(outside.sequence(id)).isEqualTo(3);
            // Kafka may take the one that goes on for the newer one: then the other stops, and says why.
            second.failure().ifPresent(failure -> assertThat(failure).hasMessageContaining("another process runs as"));
        }
    }

    @Test
    void aReplayOfAllDecisionsWritesNothing() throws Exception {
        try (ControllerLoop loop = start()) {
            for (long sequence = 1; sequence <= 3; sequence++) {
                decide(id, sequence);
                awaitAnswered(id, sequence);
            }
            assertThat(loop.failure()).isEmpty();
        }
        long before = proxy.count(outside.decisionWrites());
        resetOffsets();

        try (ControllerLoop again = start();
                ControllerLoop stranger = start(name + "-b")) {
            decide(other, 1);
            // Both answer this one, and each acts only when it has read all that was there before it started.
            await().atMost(LIMIT)
                    .until(() -> DecisionTopics.answers(other).stream()
                                    .map(ScaleApplied::getController)
                                    .distinct()
                                    .count()
                            == 2);
            assertThat(again.failure()).isEmpty();
            assertThat(stranger.failure()).isEmpty();
        }

        assertThat(proxy.count(outside.decisionWrites().and(outside.about(id)))).isEqualTo(before);
        assertThat(outside.sequence(id)).isEqualTo(3);
    }

    @Test
    void whatSomebodyElseChangesIsReportedAndNotFought() {
        assumeTrue(outside.seesOthers(), "something else than the adapter writes the replicas here");
        try (ControllerLoop loop = start()) {
            decide(id, 1);
            awaitAnswered(id, 1);
            outside.changeByOthers(id, 3);
            await().atMost(LIMIT).until(() -> said(id, "somebody else set 3 replicas where decision 1 had set"));
            assertThat(loop.counts().foreignChanges()).isEqualTo(1);

            decide(id, 2);
            awaitAnswered(id, 2);
            assertThat(answered(id)).containsEntry(2L, ApplyOutcome.REFUSED);
        }
        assertThat(outside.writes(id)).hasSize(1);
        assertThat(outside.replicas(id)).isEqualTo(3);
    }

    @Test
    void aFailingApiIsAskedAgainWithTheSameSequence() {
        try (ControllerLoop loop = start()) {
            long sequence = 0;
            for (Fault fault : List.of(Fault.ERROR_500, Fault.THROTTLED_429, Fault.SWALLOWED, Fault.HANG)) {
                sequence++;
                Rule rule = proxy.spoil(outside.decisionWrites().and(outside.about(id)), fault, 1);
                decide(id, sequence);
                awaitAnswered(id, sequence);
                assertThat(rule.isReached()).as("%s", fault).isTrue();
                assertThat(outside.sequence(id)).as("%s", fault).isEqualTo(sequence);
            }
            assertOnce(id, sequence);
            assertThat(answered(id).values()).containsOnly(ApplyOutcome.APPLIED);

            Rule outage = proxy.spoil(outside.about(id), Fault.ERROR_500, Integer.MAX_VALUE);
            decide(id, sequence + 1);
            decide(other, 1);
            awaitAnswered(other, 1);
            assertThat(answered(id)).doesNotContainKey(sequence + 1);
            outage.end();
            awaitAnswered(id, sequence + 1);
            assertOnce(id, sequence + 1);
            assertThat(loop.counts().failedTries()).isPositive();
        }
    }

    private void decide(TargetId target, long sequence) {
        DecisionTopics.send(TestDecisions.up(target, sequence, replicas(sequence), Instant.now()));
    }

    private static int replicas(long sequence) {
        return REPLICAS + (int) sequence;
    }

    private ControllerLoop start() {
        return start(name);
    }

    private ControllerLoop start(String controller) {
        ControllerLoop loop = new ControllerLoop(
                KillPoint.config(BrokerForTests.bootstrapServers(), controller), target(), Clock.systemUTC());
        loop.start();
        return loop;
    }

    private ReplicaTarget target() {
        try {
            return outside.adapter().getDeclaredConstructor().newInstance().open(proxy.uri(), Set.of(id, other));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private ChildJvm child(KillPoint point) {
        List<String> arguments = List.of(
                outside.adapter().getName(),
                proxy.uri().toString(),
                BrokerForTests.bootstrapServers(),
                name,
                id.key(),
                other.key());
        List<String> options = List.of(
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-D" + ControllerMain.KILL_POINT + "=" + point);
        ChildJvm child = ChildJvm.start(new ChildCommand(
                "controller",
                folder.resolve("controller-" + children.size()),
                options,
                ChildCommand.ownClassPath(),
                ControllerMain.class.getName(),
                arguments));
        children.add(child);
        return child;
    }

    private static void signal(String signal, ChildJvm child) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private void resetOffsets() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BrokerForTests.bootstrapServers()))) {
            String group = "controller-" + name;
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .keySet()
                    .forEach(partition -> offsets.put(partition, new OffsetAndMetadata(0)));
            assertThat(offsets).isNotEmpty();
            // A static member stays in its group when it closes, and offsets can be set in an empty group only.
            admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
            admin.alterConsumerGroupOffsets(group, offsets).all().get();
        }
    }

    private void awaitStands(TargetId target, long sequence) {
        await().atMost(LIMIT).until(() -> outside.sequence(target) == sequence);
    }

    private static void awaitAnswered(TargetId target, long sequence) {
        await().atMost(LIMIT).until(() -> answered(target).containsKey(sequence));
    }

    private static Map<Long, ApplyOutcome> answered(TargetId target) {
        Map<Long, ApplyOutcome> answers = new TreeMap<>();
        DecisionTopics.answers(target).forEach(report -> answers.put(report.getSequence(), report.getOutcome()));
        return answers;
    }

    private static boolean said(TargetId target, String what) {
        return DecisionTopics.reports(target).stream()
                .map(ScaleApplied::getReason)
                .anyMatch(reason -> reason != null && reason.contains(what));
    }

    private void assertOnce(TargetId target, long sequence) {
        assertThat(outside.writes(target))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, sequence)
                        .mapToObj(each -> new Outside.Write(target, each, replicas(each)))
                        .toList());
        assertThat(outside.replicas(target)).isEqualTo(replicas(sequence));
    }

    private void assertRising(TargetId target) {
        assertThat(outside.writes(target))
                .extracting(Outside.Write::sequence)
                .isSorted()
                .doesNotHaveDuplicates();
    }
}
