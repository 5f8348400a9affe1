package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.Binding;
import io.blackroad.schema.Direction;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.control.Rule;
import io.blackroad.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nine of ten agents send metric facts that are wrong in time or value, from the fact to the decision. Nothing is scaled down
 * meanwhile; where the samples are of no use a hold says so as soon as the last good ones are too old; two ticks after the
 * facts are good again so is the decision.
 */
class BadSamplesTest {
    private static final int AGENTS = 10;
    private static final int BAD_FROM = 20;
    private static final int BAD_TO = 45;
    /** A sample is fresh for so long, and the tick after it tells. */
    private static final int TOLD_WITHIN = 6;

    private enum Fault {
        REPEATED(false),
        AN_HOUR_AHEAD(false),
        TEN_SECONDS_LATE(true),
        AN_HOUR_BEHIND(true),
        NO_NUMBER(true),
        LOST(true);

        private final boolean useless;

        Fault(boolean useless) {
            this.useless = useless;
        }
    }

    private FleetDriver fleet;

    @BeforeEach
    void start(@TempDir Path directory) {
        fleet = new FleetDriver(directory);
        fleet.control(1, 100);
        Rule quick = FleetDriver.rule(2, 1, 100);
        quick.setCooldownSeconds(3);
        fleet.send(Topics.RULES, "worker", quick, START);
        for (int agent = 0; agent < AGENTS; agent++) {
            fleet.register("agent-" + agent, START);
        }
        fleet.applied(0, AGENTS, ApplyOutcome.REPORTED, START);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void nothingIsScaledDown(Fault fault) {
        good(0, BAD_FROM, 500);
        fleet.decisions();
        for (int second = BAD_FROM; second < BAD_TO; second++) {
            // The one that is believed looks idle where the others say nothing.
            fleet.sample(
                    "agent-0",
                    fault.useless ? 50 : 500,
                    START.plusSeconds(second).plusMillis(400));
            for (int agent = 1; agent < AGENTS; agent++) {
                bad(fault, "agent-" + agent, START.plusSeconds(second).plusMillis(500));
            }
        }
        List<ScaleDecided> meanwhile = fleet.decisions();
        assertThat(meanwhile).noneMatch(decision -> decision.getDirection() == Direction.DOWN);
        if (fault.useless) {
            assertThat(meanwhile).first().satisfies(hold -> {
                assertThat(hold.getBinding()).isIn(Binding.MISSING_SAMPLES, Binding.NO_FRESH_SAMPLE);
                assertThat(hold.getDecidedAt()).isBeforeOrEqualTo(START.plusSeconds(BAD_FROM + TOLD_WITHIN));
            });
        } else {
            assertThat(meanwhile).isEmpty();
        }
        good(BAD_TO, BAD_TO + 4, 500);
        if (fault.useless) {
            assertThat(fleet.decisions()).first().satisfies(again -> {
                assertThat(again.getBinding()).isEqualTo(Binding.WITHIN_BAND);
                assertThat(again.getDecidedAt()).isBeforeOrEqualTo(START.plusSeconds(BAD_TO + 2));
            });
        }
    }

    @Test
    void withGoodFactsOfTheSameShapeItIsScaledDown() {
        good(0, BAD_FROM, 500);
        good(BAD_FROM, BAD_TO, 50);
        assertThat(fleet.decisions()).anyMatch(decision -> decision.getDirection() == Direction.DOWN);
    }

    private void good(int from, int to, int cpuMillis) {
        for (int second = from; second < to; second++) {
            fleet.second(AGENTS, cpuMillis, START.plusSeconds(second));
        }
    }

    /** What would look like an idle agent if it were believed. */
    private void bad(Fault fault, String agent, Instant at) {
        switch (fault) {
            case REPEATED -> {
                long sequence = fleet.next(agent + "/metric");
                for (int times = 0; times < 3; times++) {
                    fleet.send(Topics.METRIC_SAMPLED, agent, FleetDriver.metricFact(agent, 500, sequence, at), at);
                }
            }
            case AN_HOUR_AHEAD -> said(agent, 500, at.plusSeconds(3_600), at);
            case TEN_SECONDS_LATE -> said(agent, 0, at.minusSeconds(10), at);
            case AN_HOUR_BEHIND -> said(agent, 0, at.minusSeconds(3_600), at);
            case NO_NUMBER -> said(agent, Integer.MIN_VALUE, at, at);
            case LOST -> {
                // Nothing comes.
            }
        }
    }

    private void said(String agent, int cpuMillis, Instant occurredAt, Instant appendedAt) {
        long sequence = fleet.next(agent + "/metric");
        fleet.send(
                Topics.METRIC_SAMPLED,
                agent,
                FleetDriver.metricFact(agent, cpuMillis, sequence, occurredAt),
                appendedAt);
    }
}
