package io.blackroad.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class RecordRoomPropertyTest {
    /** What Kafka's producer sends by default, in bytes. */
    private static final int KAFKAS_MOST = 1_048_576;

    @Property
    void aTextIsAsLongAsItsEncoding(
            @ForAll @CharRange(from = Character.MIN_VALUE, to = Character.MAX_VALUE) @StringLength(max = 50)
                    String text) {
        // Of a half character, which has no encoding, it counts more than the question mark that is written.
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(RecordRoom.bytes(whole)).isEqualTo(whole.getBytes(StandardCharsets.UTF_8).length);
        assertThat(RecordRoom.bytes(text)).isGreaterThanOrEqualTo(RecordRoom.bytes(whole));
    }

    @Example
    void charactersOfOneToFourBytes() {
        assertThat(RecordRoom.bytes("")).isZero();
        assertThat(RecordRoom.bytes("a")).isEqualTo(1);
        assertThat(RecordRoom.bytes("é")).isEqualTo(2);
        assertThat(RecordRoom.bytes("€")).isEqualTo(3);
        assertThat(RecordRoom.bytes("\uD834\uDD1E")).isEqualTo(4);
    }

    @Example
    void whatDoesNotFitTakesNoRoom() {
        RecordRoom room = new RecordRoom();
        assertThat(room.take(0, "a".repeat(RecordRoom.BYTES))).isFalse();
        assertThat(room.take(0, "a".repeat(RecordRoom.BYTES - 100))).isTrue();
        assertThat(room.take(1, "a".repeat(81))).isFalse();
        assertThat(room.take(1, "a".repeat(75))).isTrue();
        assertThat(room.take(0, "")).isTrue();
        assertThat(room.take(0, "")).isFalse();
    }

    @Example
    void aQuarterOfARecordIsLeftForTheRestOfIt() {
        assertThat(RecordRoom.BYTES).isLessThanOrEqualTo(KAFKAS_MOST * 3 / 4);
    }
}
