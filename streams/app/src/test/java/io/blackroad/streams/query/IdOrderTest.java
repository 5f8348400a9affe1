package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdOrderTest {

    @Test
    void isTheOrderOfBytesAndNotThatOfJavaStrings() {
        List<String> inOrder = List.of("", "Z", "a", "a/", "aa", "\u00e9", "\uffef", "\ud83d\ude00");
        assertThat(inOrder.stream().sorted(IdOrder.BYTES)).containsExactlyElementsOf(inOrder);
        assertThat("\uffef").isGreaterThan("\ud83d\ude00");
    }
}
