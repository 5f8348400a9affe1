package io.blackroad.streams.commit;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class CommitPacerTest {
    /** Pacers of a thread share what they know, so each test has a later time, and later than other tests have. */
    private static long clock = 4_000_000_000_000L;

    private final long start = clock += 1_000_000;
    private final long past = start - 100_000;

    private final MockProcessorContext<String, String> context = new MockProcessorContext<>();
    private final CommitPacer pacer = new CommitPacer(context);

    @Test
    void aLiveTickIsCommittedAtOnce() {
        request(start, start);
        assertThat(commitsAt(start + 10)).isFalse();
        assertThat(commitsAt(start + 15)).isTrue();
    }

    @Test
    void ticksOfThePastAreCommittedTogetherOnceTheyStopComing() {
        request(start, past);
        assertThat(commitsAt(start + 15)).isTrue();
        assertThat(commitsAt(start + 20)).isFalse();

        request(start + 30, past + 1_000);
        request(start + 60, past + 2_000);
        assertThat(commitsAt(start + 90)).isFalse();
        assertThat(commitsAt(start + 100)).isTrue();
    }

    /** Brokers that are slow would otherwise never be caught up with. */
    @Test
    void aCommitThatTakesLongIsNotRepeatedSoonerThanItTook() {
        request(start, past);
        assertThat(commitsAt(start + 40)).isTrue();
        long ended = start + 3_040;
        assertThat(commitsAt(ended)).isFalse();

        request(ended + 1, past + 1_000);
        assertThat(commitsAt(ended + 100)).isFalse();
        assertThat(commitsAt(ended + 2_900)).isFalse();
        assertThat(commitsAt(ended + 3_000)).isTrue();
    }

    private void request(long now, long result) {
        context.setCurrentSystemTimeMs(now);
        pacer.request(result);
    }

    private boolean commitsAt(long now) {
        context.setCurrentSystemTimeMs(now);
        context.resetCommit();
        context.scheduledPunctuators().forEach(look -> look.getPunctuator().punctuate(now));
        return context.committed();
    }
}
