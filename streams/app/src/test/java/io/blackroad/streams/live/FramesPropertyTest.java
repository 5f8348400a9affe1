package io.blackroad.streams.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A frame is two bytes a seat, and a delta makes the one frame of the other. */
class FramesPropertyTest {
    private static final String LETTERS = "RSIBDFL";

    @Property(tries = 300)
    void aDeltaMakesTheOneFrameOfTheOther(
            @ForAll Random random,
            @ForAll @IntRange(max = 3_000) int before,
            @ForAll @IntRange(max = 3_000) int now,
            @ForAll @IntRange(max = 100) int changedPercent) {
        byte[] from = frame(random, before);
        byte[] to = Arrays.copyOf(from, 2 * now);
        for (int seat = 0; seat < now; seat++) {
            if (seat >= before || random.nextInt(100) < changedPercent) {
                mark(random, to, seat);
            }
        }
        byte[] delta = Frames.delta(from, to);
        if (delta == null) {
            assertThat(before != now || changedPercent > 0).isTrue();
            return;
        }
        assertThat(delta.length).isLessThanOrEqualTo(to.length);
        assertThat(Frames.apply(from, delta, now)).isEqualTo(to);
        assertThat(new String(delta, StandardCharsets.US_ASCII)).matches("[ -~]*");
    }

    @Test
    void isPrintableSoThatItTravelsInText() {
        byte[] frame = frame(new Random(1), 10_000);
        assertThat(frame).hasSize(20_000);
        assertThat(new String(frame, StandardCharsets.US_ASCII)).matches("[!-~]*");
    }

    @Test
    void writesAsItIsDocumented() {
        byte[] from = "B!B!B!".getBytes(StandardCharsets.US_ASCII);
        byte[] to = "B!I<B!".getBytes(StandardCharsets.US_ASCII);
        assertThat(Frames.delta(from, to)).asString().isEqualTo("1I<");
        byte[] many = frame(new Random(2), 40);
        byte[] last = many.clone();
        mark(new Random(3), last, 39);
        last[79] = '~';
        assertThat(Frames.delta(many, last))
                .asString()
                .startsWith("W1")
                .endsWith("~")
                .hasSize(4);
        assertThat(Frames.delta(from, from)).isEmpty();
    }

    @Test
    void loadsAreStepsOfTwoPercent() {
        assertThat((char) Frames.load(0)).isEqualTo('!');
        assertThat((char) Frames.load(1)).isEqualTo('!');
        assertThat((char) Frames.load(2)).isEqualTo('"');
        assertThat((char) Frames.load(120)).isEqualTo(']');
        assertThat((char) Frames.load(999)).isEqualTo(']');
        assertThat((char) Frames.load(Sight.UNKNOWN)).isEqualTo('~');
        for (int percent = -1; percent <= 120; percent++) {
            assertThat(Frames.load(Frames.percent(Frames.load(percent)))).isEqualTo(Frames.load(percent));
        }
    }

    @Test
    void refusesWhatIsNoDelta() {
        byte[] from = frame(new Random(4), 3);
        for (String wrong : new String[] {"3B!", "0B", "P", "/B!", "PPPPP"}) {
            assertThatThrownBy(() -> Frames.apply(from, wrong.getBytes(StandardCharsets.US_ASCII), 3))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static byte[] frame(Random random, int seats) {
        byte[] frame = new byte[2 * seats];
        for (int seat = 0; seat < seats; seat++) {
            mark(random, frame, seat);
        }
        return frame;
    }

    private static void mark(Random random, byte[] frame, int seat) {
        boolean free = random.nextInt(10) == 0;
        frame[2 * seat] = free ? Frames.FREE : (byte) LETTERS.charAt(random.nextInt(LETTERS.length()));
        frame[2 * seat + 1] = free ? Frames.NO_LOAD : Frames.load(random.nextInt(140) - 10);
    }
}
