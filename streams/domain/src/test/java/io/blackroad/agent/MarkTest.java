package io.blackroad.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkTest {

    @ParameterizedTest
    @CsvSource({
        "10, 5, 10, 6, true",
        "10, 5, 10, 5, false",
        "10, 5, 10, 4, false",
        "10, 5, 11, 1, true",
        "10, 5, 9, 99, false",
        "10, 5, 10, 900, true",
        "10, 5, -1, 6, false",
    })
    void aNewerEpochWinsThenTheSequence(long epoch, long sequence, long factEpoch, long factSequence, boolean admits) {
        assertThat(new Mark(epoch, sequence).admits(factEpoch, factSequence)).isEqualTo(admits);
    }

    @Test
    void nothingSeenAdmitsEverything() {
        for (long epoch : List.of(-5L, 0L, 1L, Long.MAX_VALUE)) {
            assertThat(Mark.NONE.admits(epoch, 1)).isTrue();
        }
    }

    @Test
    void storedOrdinalsOfAStatusNeverMove() {
        assertThat(AgentStatus.values())
                .as("stores hold the ordinal: new ones go to the end")
                .startsWith(
                        AgentStatus.REGISTERED,
                        AgentStatus.STARTED,
                        AgentStatus.IDLE,
                        AgentStatus.BUSY,
                        AgentStatus.DRAINING,
                        AgentStatus.STOPPED,
                        AgentStatus.FAILED);
    }
}
