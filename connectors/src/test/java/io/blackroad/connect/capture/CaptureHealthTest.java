package io.blackroad.connect.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaptureHealthTest {
    private static final ConnectorState RUNNING = new ConnectorState("RUNNING", "RUNNING", "");
    private static final Slot SLOT = new Slot(true, "reserved", 10_000_000);

    @Test
    void nothingIsWrongWhileRowsAreCaptured() {
        assertThat(CaptureHealth.problems(RUNNING, Optional.of(SLOT))).isEmpty();
    }

    @Test
    void everythingWrongIsTold() {
        ConnectorState failed = new ConnectorState("RUNNING", "FAILED", "no luck");
        assertThat(CaptureHealth.problems(failed, Optional.empty()))
                .containsExactly(
                        "the connector blackroad-control failed: no luck",
                        "the database has no replication slot blackroad_control");
        assertThat(CaptureHealth.problems(ConnectorState.MISSING, Optional.of(SLOT)))
                .containsExactly("the connector blackroad-control is MISSING, its task NONE");
        assertThat(CaptureHealth.problems(RUNNING, Optional.of(new Slot(false, "lost", 0))))
                .containsExactly("the server has dropped log that the slot blackroad_control still needed");
        assertThat(CaptureHealth.problems(RUNNING, Optional.of(new Slot(true, "extended", 300_000_000))))
                .containsExactly("the server keeps 300 MB of its log for the slot blackroad_control");
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
