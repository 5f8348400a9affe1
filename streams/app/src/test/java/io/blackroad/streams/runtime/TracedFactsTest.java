package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.START;
import static io.blackroad.streams.runtime.FleetDriver.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.topic.Topics;
import io.blackroad.topic.TraceContext;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decision belongs to the trace of a fact of its sample. */
class TracedFactsTest {
    private static final int AGENTS = 10;
    private static final TraceContext FACT = TraceContext.begin("an agent's work");

    private FleetDriver fleet;

    @BeforeEach
    void start(@TempDir Path directory) {
        fleet = new FleetDriver(directory);
        fleet.send(Topics.RULES, "worker", FleetDriver.rule(1, 5, 100), START);
        fleet.send(Topics.TARGETS, TARGET, FleetDriver.target("us-east", "worker"), START);
        for (int agent = 0; agent < AGENTS; agent++) {
            fleet.register("agent-" + agent, START);
        }
        fleet.applied(0, AGENTS, ApplyOutcome.REPORTED, START);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void theDecisionOfATracedFactIsInItsTrace() {
        live(Set.of(3), 950);
        List<TestRecord<byte[], byte[]>> decisions = fleet.records(Topics.SCALE_DECIDED.name());
        List<TestRecord<byte[], byte[]>> traced = decisions.stream()
                .filter(record -> TraceContext.causeOf(record.headers()).isPresent())
                .toList();

        assertThat(traced).singleElement().satisfies(record -> {
            assertThat(TraceContext.causeOf(record.headers())).contains(FACT);
            TraceContext own = TraceContext.of(record.headers()).orElseThrow();
            assertThat(own.traceId()).isEqualTo(FACT.traceId());
            assertThat(own.spanId()).isNotEqualTo(FACT.spanId());
        });
    }

    @Test
    void otherDecisionsBeginTracesOfTheirOwn() {
        live(Set.of(), 950);
        List<TestRecord<byte[], byte[]>> decisions = fleet.records(Topics.SCALE_DECIDED.name());

        assertThat(decisions)
                .isNotEmpty()
                .allSatisfy(record ->
                        assertThat(TraceContext.causeOf(record.headers())).isEmpty());
        assertThat(decisions.stream()
                        .map(record -> TraceContext.of(record.headers()).orElseThrow())
                        .collect(Collectors.toSet()))
                .hasSameSizeAs(decisions);
    }

    /** The rule holds at first, since it has nobody's sample; what changes its mind are the samples of second 3. */
    private void live(Set<Integer> traced, int busyMillis) {
        for (int second = 0; second < 8; second++) {
            Instant from = START.plusSeconds(second);
            int cpu = second < 3 ? 600 : busyMillis;
            fleet.second(AGENTS - 1, cpu, from);
            if (traced.contains(second)) {
                fleet.traced(FACT, "agent-" + (AGENTS - 1), cpu, from.plusMillis(500));
            } else {
                fleet.sample("agent-" + (AGENTS - 1), cpu, from.plusMillis(500));
            }
        }
    }
}
