package io.blackroad.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.TaskCounts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Partials of several partitions over a dozen ticks, arriving in any order that keeps each partition's own. */
class LoadsPropertyTest {
    private static final int TICKS = 12;

    @Property
    void theOrderBetweenPartitionsDoesNotMatter(
            @ForAll @IntRange(min = 1, max = 6) int partitions,
            @ForAll long world,
            @ForAll long one,
            @ForAll long two) {
        List<List<Partial>> sent = sent(new Random(world), partitions);
        assertThat(samples(interleaved(new Random(one), sent))).isEqualTo(samples(interleaved(new Random(two), sent)));
    }

    @Property
    void aRepeatedPartialChangesNothing(
            @ForAll @IntRange(min = 1, max = 6) int partitions, @ForAll long world, @ForAll long order) {
        Random random = new Random(order);
        List<Partial> arrived = interleaved(random, sent(new Random(world), partitions));
        List<Partial> withRepeats = new ArrayList<>();
        for (int partial = 0; partial < arrived.size(); partial++) {
            withRepeats.add(arrived.get(partial));
            withRepeats.add(arrived.get(random.nextInt(partial + 1)));
        }
        assertThat(samples(withRepeats)).isEqualTo(samples(arrived));
    }

    @Property
    void sequencesAndTicksRiseAndTotalsAreTheLastCounts(
            @ForAll @IntRange(min = 1, max = 6) int partitions, @ForAll long world, @ForAll long order) {
        List<List<Partial>> sent = sent(new Random(world), partitions);
        List<LoadSample> samples = samples(interleaved(new Random(order), sent));
        for (int sample = 0; sample < samples.size(); sample++) {
            assertThat(samples.get(sample).sequence()).isEqualTo(sample + 1);
            assertThat(sample == 0
                            || samples.get(sample - 1).tick()
                                    < samples.get(sample).tick())
                    .isTrue();
        }
        assertThat(total(samples)).isEqualTo(lastCounts(sent));
    }

    @Property
    void aLostPartialIsHealedByTheNext(
            @ForAll @IntRange(min = 1, max = 6) int partitions, @ForAll long world, @ForAll long order) {
        Random random = new Random(order);
        List<List<Partial>> sent = sent(new Random(world), partitions);
        List<List<Partial>> received = new ArrayList<>();
        for (List<Partial> ofPartition : sent) {
            List<Partial> some = new ArrayList<>(ofPartition);
            // All but the last may be lost.
            some.removeIf(partial -> partial.tick() < TICKS && random.nextInt(4) == 0);
            received.add(some);
        }
        List<LoadSample> samples = samples(interleaved(random, received));
        List<LoadSample> complete = samples(interleaved(random, sent));
        assertThat(total(samples)).isEqualTo(total(complete));
        assertThat(samples.get(samples.size() - 1).sums())
                .isEqualTo(complete.get(complete.size() - 1).sums());
    }

    @Property
    void aRestartBetweenAnyTwoPartialsChangesNothing(
            @ForAll @IntRange(min = 1, max = 4) int partitions, @ForAll long world, @ForAll long order) {
        List<Partial> arrived = interleaved(new Random(order), sent(new Random(world), partitions));
        // What is processed again after a crash was sent before: the state is committed with the position.
        Given.Target target = new Given.Target();
        for (Partial partial : arrived) {
            LoadState committed = target.state;
            int samples = target.samples.size();
            target.take(partial);
            target.state = committed;
            target.samples.subList(samples, target.samples.size()).clear();
            target.take(partial);
        }
        assertThat(target.samples).isEqualTo(samples(arrived));
    }

    /** However far one runs ahead of another, which may be the whole past. */
    @Property
    void whileThePastIsReadEverySampleIsWhole(
            @ForAll @IntRange(min = 2, max = 4) int partitions, @ForAll long world, @ForAll long order) {
        List<List<Partial>> past = past(new Random(world), partitions);
        Given.Target target = read(past, new Random(order), true);
        assertThat(target.samples).extracting(LoadSample::tick).endsWith(5L * TICKS);
        assertThat(target.samples).extracting(sample -> sample.sums().fresh()).containsOnly(agents(past));
        assertThat(total(target.samples)).isEqualTo(lastCounts(past));
    }

    /** The test of the test: where nobody waits for what is unread, ticks are closed without it. */
    @Property(tries = 20)
    void withoutTheGuardSomeSampleLacksAgents(@ForAll long world) {
        List<List<Partial>> past = past(new Random(world), 3);
        int agents = agents(past);
        boolean lacking = LongStream.range(0, 20)
                .mapToObj(order -> read(past, new Random(order), false))
                .flatMap(target -> target.samples.stream())
                .anyMatch(sample -> sample.sums().fresh() < agents);
        assertThat(lacking).isTrue();
    }

    private static List<List<Partial>> past(Random random, int partitions) {
        List<List<Partial>> past = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            int own = 1 + random.nextInt(20);
            List<Partial> ofPartition = new ArrayList<>();
            for (long tick = 1; tick <= 5 * TICKS; tick++) {
                ofPartition.add(Given.partial(partition, partitions, tick, own, tick));
            }
            past.add(ofPartition);
        }
        return past;
    }

    private static int agents(List<List<Partial>> past) {
        return past.stream()
                .mapToInt(ofPartition -> ofPartition.get(0).sums().fresh())
                .sum();
    }

    /** As an instance reads it that starts behind all of it. */
    private static Given.Target read(List<List<Partial>> past, Random chance, boolean guarded) {
        List<Partial> arrived = inRuns(chance, past);
        Given.Target target = new Given.Target();
        target.holdsBack = partition -> chance.nextBoolean();
        target.behind = partition -> guarded;
        arrived.forEach(target::take);
        return target;
    }

    /** As a log is read: long pieces of one partition, then of another. */
    private static List<Partial> inRuns(Random random, List<List<Partial>> sent) {
        List<Deque<Partial>> left = new ArrayList<>();
        sent.forEach(ofPartition -> left.add(new ArrayDeque<>(ofPartition)));
        List<Partial> arrived = new ArrayList<>();
        while (!left.isEmpty()) {
            Deque<Partial> next = left.get(random.nextInt(left.size()));
            for (int count = random.nextInt(40); count >= 0 && !next.isEmpty(); count--) {
                arrived.add(next.poll());
            }
            left.removeIf(Deque::isEmpty);
        }
        return arrived;
    }

    /** Each partition sends most ticks, always the last one; its counts only rise. */
    private static List<List<Partial>> sent(Random random, int partitions) {
        List<List<Partial>> sent = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            List<Partial> ofPartition = new ArrayList<>();
            long submitted = 0;
            for (long tick = 1; tick <= TICKS; tick++) {
                submitted += random.nextInt(5);
                if (tick == TICKS || random.nextInt(4) != 0) {
                    ofPartition.add(Given.partial(partition, partitions, tick, random.nextInt(20), submitted));
                }
            }
            sent.add(ofPartition);
        }
        return sent;
    }

    private static List<Partial> interleaved(Random random, List<List<Partial>> sent) {
        List<Deque<Partial>> left = new ArrayList<>();
        sent.forEach(ofPartition -> left.add(new ArrayDeque<>(ofPartition)));
        List<Partial> arrived = new ArrayList<>();
        while (!left.isEmpty()) {
            Deque<Partial> next = left.get(random.nextInt(left.size()));
            arrived.add(next.poll());
            left.removeIf(Deque::isEmpty);
        }
        return arrived;
    }

    private static List<LoadSample> samples(List<Partial> arrived) {
        Given.Target target = new Given.Target();
        arrived.forEach(target::take);
        return target.samples;
    }

    private static TaskCounts total(List<LoadSample> samples) {
        return samples.stream().map(LoadSample::tasks).reduce(TaskCounts.ZERO, TaskCounts::plus);
    }

    private static TaskCounts lastCounts(List<List<Partial>> sent) {
        return sent.stream()
                .map(ofPartition -> ofPartition.get(ofPartition.size() - 1).tasks())
                .reduce(TaskCounts.ZERO, TaskCounts::plus);
    }
}
