package io.blackroad.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Random lives of one agent, told by topics that are read in any order, against an integral made by looking at all facts. */
class TenurePropertyTest {
    private static final long SECOND = 1_000_000;

    /** A fact; without a change it is a sample. */
    private record Fact(long epoch, long at, boolean change, Holding holding) {}

    /** What was paid, by what was held, microseconds. */
    private static final class Paid implements Tenure.Payments {
        private final TreeMap<String, Long> sums = new TreeMap<>();

        @Override
        public void paid(Holding holding, long from, long to, int sign) {
            assertThat(to).isGreaterThan(from);
            sums.merge(holding.toString(), sign * (to - from), Long::sum);
            sums.values().remove(0L);
        }
    }

    @Property(tries = 500)
    void theOrderInWhichTopicsAreReadDoesNotMatter(@ForAll long seed) {
        Random random = new Random(seed);
        List<Fact> life = life(random);
        assertThat(fold(interleaved(life, random)).sums)
                .as("seed %s: %s", seed, life)
                .isEqualTo(integral(life));
    }

    @Test
    void whoFallsSilentCostsNothingBeyondItsLastWordAndWhoSpeaksAgainWasThere() {
        Holding small = holding(1);
        Paid paid = fold(List.of(new Fact(1, 0, true, small), new Fact(1, 10 * SECOND, false, null)));
        assertThat(paid.sums).containsExactly(java.util.Map.entry(small.toString(), 10 * SECOND));
        paid = fold(List.of(new Fact(1, 0, true, small), new Fact(1, 3_600 * SECOND, false, null)));
        assertThat(paid.sums).containsExactly(java.util.Map.entry(small.toString(), 3_600 * SECOND));
        paid = fold(List.of(new Fact(1, 0, true, small), new Fact(2, 3_600 * SECOND, true, small)));
        assertThat(paid.sums).isEmpty();
        paid = fold(List.of(new Fact(1, 0, true, small), new Fact(1, 90_000 * SECOND, false, null)));
        assertThat(paid.sums).as("a day is the longest silence").isEmpty();
    }

    @Test
    void whoWasForgottenIsGivenNothingBackThatItNeverPaid() {
        long again = 90_000 * SECOND;
        Fact boot = new Fact(1, 0, true, holding(1));
        Fact word = new Fact(1, again, false, null);
        Fact lateChange = new Fact(1, again - 2 * SECOND, true, holding(2));
        assertThat(fold(List.of(boot, word, lateChange)).sums)
                .as("a change of before its first word")
                .isEmpty();
        assertThat(fold(List.of(boot, word, lateChange, new Fact(1, again + SECOND, false, null))).sums)
                .containsExactly(java.util.Map.entry(holding(2).toString(), SECOND));
    }

    /** Boots of changes and samples by rising time; between two boots the agent may be down for a while. */
    private static List<Fact> life(Random random) {
        List<Fact> facts = new ArrayList<>();
        long at = 1_000 * SECOND;
        for (long epoch = 1; epoch <= 1 + random.nextInt(3); epoch++) {
            facts.add(new Fact(epoch, at, true, holding(random.nextInt(4))));
            int count = random.nextInt(12);
            for (int number = 0; number < count; number++) {
                at += random.nextInt(90) * SECOND / 10;
                boolean change = random.nextInt(3) == 0;
                facts.add(new Fact(epoch, at, change, change ? holding(random.nextInt(4)) : null));
            }
            if (random.nextBoolean()) {
                facts.add(new Fact(epoch, at += random.nextInt(5) * SECOND, true, null));
            }
            at += (1 + random.nextInt(100)) * SECOND;
        }
        return facts;
    }

    private static Holding holding(int size) {
        return new Holding("us-east", "api", size == 0, size, size, size);
    }

    /** Each topic in its order, the two mixed at random. */
    private static List<Fact> interleaved(List<Fact> life, Random random) {
        List<Fact> changes = new ArrayList<>(life.stream().filter(Fact::change).toList());
        List<Fact> samples =
                new ArrayList<>(life.stream().filter(fact -> !fact.change()).toList());
        List<Fact> mixed = new ArrayList<>();
        long began = 0;
        while (!changes.isEmpty() || !samples.isEmpty()) {
            boolean change = samples.isEmpty() || !changes.isEmpty() && random.nextBoolean();
            if (!changes.isEmpty() && !samples.isEmpty()) {
                // No topic is read further ahead than a boot.
                boolean far = samples.get(0).epoch() > began + 1;
                boolean past = changes.get(0).epoch() > samples.get(0).epoch() + 1;
                change = far || change && !past;
            }
            if (change) {
                began = changes.get(0).epoch();
            }
            mixed.add(change ? changes.remove(0) : samples.remove(0));
        }
        return mixed;
    }

    /** As the stage does it: the newest sample is kept, and heard again after each change. */
    private static Paid fold(List<Fact> facts) {
        Paid paid = new Paid();
        Tenure tenure = Tenure.NONE;
        Fact newest = null;
        for (Fact fact : facts) {
            if (fact.change()) {
                tenure = tenure.lived(fact.epoch(), fact.holding(), fact.at(), paid);
            } else {
                newest = fact;
            }
            if (newest != null) {
                tenure = tenure.heard(newest.epoch(), newest.at(), paid);
            }
        }
        return paid;
    }

    private static TreeMap<String, Long> integral(List<Fact> life) {
        Paid paid = new Paid();
        for (int place = 0; place < life.size(); place++) {
            Fact fact = life.get(place);
            if (!fact.change() || fact.holding() == null) {
                continue;
            }
            long end = fact.at();
            for (Fact later : life.subList(place + 1, life.size())) {
                if (later.epoch() != fact.epoch()) {
                    break;
                }
                end = later.at();
                if (later.change()) {
                    break;
                }
            }
            if (end > fact.at()) {
                paid.paid(fact.holding(), fact.at(), end, 1);
            }
        }
        return paid.sums;
    }
}
