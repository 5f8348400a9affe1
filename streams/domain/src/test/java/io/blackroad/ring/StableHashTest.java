package io.blackroad.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors that the reference implementation and its ports publish. */
class StableHashTest {
    private static final long PRIME = 2654435761L;

    @ParameterizedTest
    @CsvSource({
        "'', ef46db3751d8e999",
        "a, d24ec4f1a98c6e5b",
        "as, 1c330fb2d66be179",
        "asd, 631c37ce72a97393",
        "asdf, 415872f599cea71e",
        "'Call me Ishmael. Some years ago--never mind how long precisely-', 02a2e85470d6fd96"
    })
    void hashesTextsAsPublished(String text, String expected) {
        assertThat(Long.toHexString(StableHash.of(text, 0)))
                .isEqualTo(Long.toHexString(Long.parseUnsignedLong(expected, 16)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, ef46db3751d8e999",
        "0, 2654435761, ac75fda2929b17ef",
        "1, 0, 4fce394cc88952d8",
        "1, 2654435761, 739840cb819fa723",
        "14, 0, cffa8db881bc3a3d",
        "14, 2654435761, 5b9611585efcc9cb",
        "101, 0, 0eab543384f878ad",
        "101, 2654435761, caa65939306f1e21"
    })
    void hashesTheSanityBufferAsPublished(int length, long seed, String expected) {
        assertThat(StableHash.of(Arrays.copyOf(sanityBuffer(), length), seed))
                .isEqualTo(Long.parseUnsignedLong(expected, 16));
    }

    private static byte[] sanityBuffer() {
        byte[] buffer = new byte[101];
        int generator = (int) PRIME;
        for (int index = 0; index < buffer.length; index++) {
            buffer[index] = (byte) (generator >>> 24);
            generator *= generator;
        }
        return buffer;
    }
}
