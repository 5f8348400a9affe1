package io.blackroad.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> NAMES = List.of("status", "decisions", "explain", "up", "replay", "azure-llm");

    @ParameterizedTest
    @CsvSource({
        "statsu, status",
        "STATUS, status",
        "decision, decisions",
        "dec, decisions",
        "exlpain, explain",
        "azure, azure-llm",
        "relay, replay"
    })
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(Nearest.to(typed, NAMES)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"kubernetes", "xyzzy"})
    void isSilentWhenNothingIsNear(String typed) {
        assertThat(Nearest.to(typed, NAMES)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ab, ba, 1", "kitten, sitting, 3", "a, a, 0", "'', abc, 3"})
    void countsEdits(String from, String to, int edits) {
        assertThat(Nearest.distance(from, to)).isEqualTo(edits);
        assertThat(Nearest.distance(to, from)).isEqualTo(edits);
    }
}
