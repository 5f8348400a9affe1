package io.blackroad.streams.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/** At most one text is being written, whatever comes while it is. */
class StreamReaderTest {
    private final List<String> written = new ArrayList<>();
    private final AtomicInteger ends = new AtomicInteger();
    private final LiveFleet fleet = new LiveFleet("run");
    private final Response response = new Response.Wrapper(null, null) {
        @Override
        public void write(boolean last, ByteBuffer text, Callback done) {
            written.add(StandardCharsets.US_ASCII.decode(text).toString());
        }
    };
    private final StreamReader reader = new StreamReader(
            fleet, LiveFleet.NOTHING, () -> true, response, Callback.from(ends::incrementAndGet), gone -> {});

    @Test
    void isToldNothingBeforeItIsGreeted() {
        beat();
        assertThat(written).isEmpty();
        reader.greet();
        beat();
        assertThat(written).containsExactly("retry: 1000\n\n");
        reader.succeeded();
        assertThat(written).hasSize(2);
        assertThat(written.get(1)).contains("event: frame", "id: run.2");
        reader.succeeded();
        assertThat(reader.round()).isEqualTo(2);
        assertThat(written).hasSize(2);
    }

    @Test
    void isEndedAfterItsGreetingWhenItWasClosedBefore() {
        beat();
        reader.close();
        assertThat(ends).hasValue(0);
        reader.greet();
        reader.succeeded();
        assertThat(ends).hasValue(1);
        assertThat(written).hasSize(1);
    }

    private void beat() {
        fleet.add(new View(Instant.EPOCH, List.of(), Set.of(), List.of(), List.of()));
        reader.tell();
    }
}
