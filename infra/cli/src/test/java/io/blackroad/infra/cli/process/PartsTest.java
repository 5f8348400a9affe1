package io.blackroad.infra.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.cli.terminal.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PartsTest {
    private final StringWriter err = new StringWriter();
    private final Parts parts = new Parts(new Steps(Progress.start(new PrintWriter(err), false, () -> 0), () -> 0));
    private final List<String> stopped = new ArrayList<>();

    @Test
    void stopsTheNewestFirst() {
        parts.add(part("broker"));
        parts.add(part("streams"));
        parts.add(part("fleet"));

        parts.close();

        assertThat(stopped).containsExactly("fleet", "streams", "broker");
        assertThat(err.toString()).contains("streams    stopping").contains("streams    stopped after 0.0 s");
    }

    @Test
    void stopsTheOthersWhenOneFails() {
        parts.add(part("broker"));
        parts.add(Part.here("fleet", Optional::empty, () -> {
            throw new IllegalStateException("stuck");
        }));

        parts.close();

        assertThat(stopped).containsExactly("broker");
        assertThat(err.toString()).contains("fleet did not stop in good order: stuck");
    }

    @Test
    void namesTheOneThatEndedByItself() {
        AtomicReference<String> failure = new AtomicReference<>();
        parts.add(part("broker"));
        parts.add(Part.here("streams", () -> Optional.ofNullable(failure.get()), () -> {}));

        assertThat(parts.dead()).isEmpty();
        failure.set("out of memory");
        assertThat(parts.dead()).map(Part::obituary).contains("streams ended by itself: out of memory");

        parts.replace(part("streams"));
        assertThat(parts.dead()).isEmpty();
    }

    @Test
    void leavesNoProcessEvenOneThatNobodyListed() throws IOException {
        Process child = new ProcessBuilder("sleep", "600").start();

        parts.close();

        assertThat(child.isAlive()).isFalse();
    }

    private Part part(String name) {
        return Part.here(name, Optional::empty, () -> stopped.add(name));
    }
}
