package io.blackroad.streams.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.Verdict;
import io.blackroad.streams.stored.StoredLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * A ledger that is stopped anywhere and goes on from what was written last counts like one that never stopped. What is
 * committed is the ledger as last written together with any position at or after the write at which nothing had to be
 * written since.
 */
class LedgerPropertyTest {
    private static final int TOPICS = 3;

    /** A fact at its offset, and what becomes of it; null is a dead letter. */
    private record Fact(int topic, long offset, Verdict verdict) {}

    @Property
    void aCrashAnywhereLeavesTheCountsRight(
            @ForAll @IntRange(min = 1, max = 200) int facts,
            @ForAll long world,
            @ForAll @IntRange(max = 9) int crashes) {
        Random random = new Random(world);
        List<Fact> log = log(random, facts);
        Ledger undisturbed = new Ledger(TOPICS);
        log.forEach(fact -> count(undisturbed, fact));

        Run run = new Run(log, random);
        for (int crash = 0; crash < crashes; crash++) {
            run.upTo(random.nextInt(facts + 1));
            run.crash();
        }
        run.upTo(log.size());

        assertThat(run.ledger.stored()).isEqualTo(undisturbed.stored());
    }

    @Property
    void theAccountsAddUpToTheOffsets(@ForAll @IntRange(min = 1, max = 200) int facts, @ForAll long world) {
        Ledger ledger = new Ledger(TOPICS);
        log(new Random(world), facts).forEach(fact -> count(ledger, fact));
        for (var account : ledger.stored().getTopics()) {
            long read = account.getApplied() + account.getDuplicate() + account.getLate() + account.getDeadLettered();
            assertThat(read).isEqualTo(Math.max(0, account.getNextOffset()) - Math.max(0, account.getFirstOffset()));
        }
    }

    private static List<Fact> log(Random random, int facts) {
        long[] next = {random.nextInt(100), random.nextInt(100), random.nextInt(100)};
        List<Fact> log = new ArrayList<>();
        for (int fact = 0; fact < facts; fact++) {
            int topic = random.nextInt(TOPICS);
            Verdict verdict =
                    switch (random.nextInt(12)) {
                        case 0 -> Verdict.DUPLICATE;
                        case 1 -> Verdict.LATE;
                        case 2 -> null;
                        default -> Verdict.APPLIED;
                    };
            log.add(new Fact(topic, next[topic]++, verdict));
        }
        // What lies before the position gone on from is told by the next fact; so each topic has one in the end.
        for (int topic = 0; topic < TOPICS; topic++) {
            log.add(new Fact(topic, next[topic]++, Verdict.APPLIED));
        }
        return log;
    }

    /** Counts a fact as the processor does; true when the ledger must be written. */
    private static boolean count(Ledger ledger, Fact fact) {
        ledger.reading(fact.topic(), fact.offset());
        if (fact.verdict() == null) {
            ledger.countDeadLetter(fact.topic());
            return true;
        }
        return ledger.count(fact.topic(), fact.verdict());
    }

    /** An instance that reads the log, writes its ledger, commits now and then, and crashes. */
    private static final class Run {
        private final List<Fact> log;
        private final Random random;
        private Ledger ledger = new Ledger(TOPICS);
        private StoredLedger written;
        private StoredLedger committed;
        private int committedPosition;
        private int position;

        Run(List<Fact> log, Random random) {
            this.log = log;
            this.random = random;
        }

        void upTo(int end) {
            while (position < end) {
                boolean must = count(ledger, log.get(position++));
                if (must || random.nextInt(10) == 0) {
                    written = ledger.stored();
                }
                if (random.nextInt(5) == 0) {
                    committed = written;
                    committedPosition = position;
                }
            }
        }

        void crash() {
            ledger = new Ledger(TOPICS);
            written = committed;
            position = committedPosition;
            if (committed != null) {
                ledger.restore(committed);
            }
        }
    }
}
