package io.blackroad.sink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LsnTest {
    @ParameterizedTest
    @ValueSource(strings = {"0/0", "16/B374D848", "FFFFFFFF/FFFFFFFF", "0/3000060"})
    void isReadAsItIsWritten(String text) {
        assertThat(Lsn.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "16", "/", "x/1", "1/y", "16-B3"})
    void aTextThatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> Lsn.parse(text)).hasMessageContaining("'" + text + "' is no place");
    }

    @Test
    void placesHaveAnOrderAndADistance() {
        Lsn early = Lsn.parse("0/FFFFFFFF");
        Lsn late = Lsn.parse("1/10");

        assertThat(late).isGreaterThan(early);
        assertThat(late.bytesAfter(early)).isEqualTo(17);
        assertThat(early.bytesAfter(late)).isZero();
    }
}
