package io.blackroad.connect.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class CaptureHealthTest {
    private static final ConnectorState RUNNING = new ConnectorState("RUNNING", "RUNNING", "");
    private static final Slot SLOT = new Slot(true, "reserved", 10_000_000, 500);

    @Test
    void nothingIsWrongWhileRowsAreCaptured() {
        assertThat(CaptureHealth.problems(RUNNING, Optional.of(SLOT), OptionalLong.of(500)))
                .isEmpty();
    }

    @Test
    void everythingWrongIsTold() {
        ConnectorState failed = new ConnectorState("RUNNING", "FAILED", "no luck");
        assertThat(CaptureHealth.problems(failed, Optional.empty(), OptionalLong.of(500)))
                .containsExactly(
                        "the connector blackroad-control failed: no luck",
                        "the database has no replication slot blackroad_control");
        assertThat(CaptureHealth.problems(ConnectorState.MISSING, Optional.of(SLOT), OptionalLong.of(500)))
                .containsExactly("the connector blackroad-control is MISSING, its task NONE");
        assertThat(CaptureHealth.problems(RUNNING, Optional.of(new Slot(false, "lost", 0, 500)), OptionalLong.empty()))
                .containsExactly("the server has dropped log that the slot blackroad_control still needed");
        assertThat(CaptureHealth.problems(
                        RUNNING, Optional.of(new Slot(true, "extended", 300_000_000, 500)), OptionalLong.empty()))
                .containsExactly("the server keeps 300.0 MB of its log for the slot blackroad_control");
    }

    @Test
    void aSlotThatBeginsBehindWhatWasReadLosesRows() {
        assertThat(CaptureHealth.problems(RUNNING, Optional.of(SLOT), OptionalLong.of(499)))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("past rows that were not read");
        assertThat(CaptureRepair.losesNothing(Optional.of(SLOT), OptionalLong.of(499)))
                .isFalse();
        assertThat(CaptureRepair.losesNothing(Optional.empty(), OptionalLong.of(500)))
                .isFalse();
        assertThat(CaptureRepair.losesNothing(Optional.of(SLOT), OptionalLong.of(500)))
                .isTrue();
        assertThat(CaptureRepair.losesNothing(Optional.empty(), OptionalLong.empty()))
                .as("before the first snapshot there is nothing to lose")
                .isTrue();
    }

    @Test
    void aConnectorThatFailsAgainIsLeftAloneLongerEachTime() {
        CaptureRepair repair = new CaptureRepair(null, null);
        List<Long> starts = new ArrayList<>();
        for (long second = 0; second < 400; second++) {
            long now = second * 1_000_000_000L;
            if (repair.isDue(now)) {
                starts.add(second);
                repair.tried(now);
            }
        }
        assertThat(starts).containsExactly(0L, 5L, 15L, 35L, 75L, 155L, 275L, 395L);
        repair.rested(450 * 1_000_000_000L);
        assertThat(repair.isDue(451 * 1_000_000_000L)).isFalse();
        repair.rested(600 * 1_000_000_000L);
        assertThat(repair.isDue(600 * 1_000_000_000L)).isTrue();
    }

    @Test
    void theDeepestCauseOfAFailureIsShown() throws Exception {
        String status = "{\"connector\": {\"state\": \"RUNNING\"}, \"tasks\": [{\"state\": \"FAILED\", \"trace\":"
                + " \"a.B: first\\n\\tat x\\nCaused by: c.D: second\\n\\tat y\\nCaused by: e.F: third\\n\\tat z\"}]}";
        ConnectorState state = ConnectorState.of(new ObjectMapper().readTree(status));
        assertThat(state.isFailed()).isTrue();
        assertThat(state.error()).isEqualTo("e.F: third");
    }
}
