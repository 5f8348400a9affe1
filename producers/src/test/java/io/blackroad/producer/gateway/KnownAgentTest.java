package io.blackroad.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.MetricSampled;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Numbers of agents that do not count, their rate, and how many there may be. */
class KnownAgentTest {
    private static final long SECOND = 1_000_000_000L;
    private static final GatewayLimits LIMITS = GatewayLimits.defaults().withFactsPerSecond(2);

    private final KnownAgent agent = new KnownAgent(LIMITS, 0);

    private static IncomingFact fact(SpecificRecord value, Long epoch, Long sequence) {
        return new IncomingFact(0, FactShape.ALL.get(0), value, "a", null, epoch, sequence);
    }

    private static IncomingFact life(LifecycleChange change) {
        LifecycleChanged value = new LifecycleChanged();
        value.setChange(change);
        return fact(value, null, null);
    }

    private static IncomingFact metric() {
        return fact(new MetricSampled(), null, null);
    }

    @Test
    void numbersRiseAlsoWhenTheClockStandsStillOrGoesBack() {
        assertThat(agent.number(metric(), 1_000)).isEqualTo(new FactNumber(1_000, 1_000));
        assertThat(agent.number(metric(), 1_000)).isEqualTo(new FactNumber(1_000, 1_001));
        assertThat(agent.number(metric(), 400)).isEqualTo(new FactNumber(1_000, 1_002));
        assertThat(agent.number(metric(), 5_000)).isEqualTo(new FactNumber(1_000, 5_000));
    }

    @Test
    void anAgentBootsWhenItRegistersAndWhenItStartsASecondTime() {
        long first = agent.number(life(LifecycleChange.REGISTERED), 1_000).epoch();
        assertThat(agent.number(life(LifecycleChange.STARTED), 2_000).epoch()).isEqualTo(first);
        assertThat(agent.number(life(LifecycleChange.BUSY), 3_000).epoch()).isEqualTo(first);
        assertThat(agent.number(life(LifecycleChange.STARTED), 4_000).epoch()).isEqualTo(4_000);
        assertThat(agent.number(metric(), 5_000).epoch()).isEqualTo(4_000);
        assertThat(agent.number(life(LifecycleChange.REGISTERED), 6_000).epoch())
                .isEqualTo(6_000);
    }

    @Test
    void whatAnAgentCountsItselfIsKept() {
        assertThat(agent.number(fact(new MetricSampled(), 77L, 3L), 1_000)).isEqualTo(new FactNumber(77, 3));
        assertThat(agent.number(fact(new MetricSampled(), 77L, null), 1_000)).isEqualTo(new FactNumber(77, 1_000));
        assertThat(agent.number(metric(), 2_000)).isEqualTo(new FactNumber(77, 2_000));
    }

    @Test
    void whatAnotherGatewayNumberedIsGoneOnFrom() {
        GatewayMark mark = new GatewayMark(new EventKey(1, 2), new FactNumber(500, 9_000), true);
        RecordHeaders headers = new RecordHeaders();
        headers.add(GatewayMark.HEADER, mark.bytes());
        agent.learn(GatewayMark.of(headers), 0);
        assertThat(agent.number(life(LifecycleChange.IDLE), 1_000)).isEqualTo(new FactNumber(500, 9_001));
        assertThat(agent.number(life(LifecycleChange.STARTED), 1_000).epoch()).isGreaterThan(500);
        assertThat(GatewayMark.of(new RecordHeaders())).isNull();
        assertThat(GatewayMark.of(new RecordHeaders().add(GatewayMark.HEADER, new byte[3])))
                .isNull();
    }

    @Test
    void theRateIsAnAverageWithABurst() {
        for (int i = 0; i < 4; i++) {
            assertThat(agent.admit(0)).isZero();
        }
        assertThat(agent.admit(0)).isEqualTo(1);
        assertThat(agent.admit(SECOND / 2)).isZero();
        assertThat(agent.admit(SECOND / 2)).isEqualTo(1);
    }

    @Test
    void aMillionNewAgentsInAMinuteAreAdmittedUpToTheirRateAndNumber() throws RejectedException {
        GatewayLimits few = GatewayLimits.defaults().withAgents(600, 1_000);
        AgentBook book = new AgentBook(few, 0);
        int admitted = 0;
        for (int i = 0; i < 1_000_000; i++) {
            try {
                book.admit("a-" + i, i * 60 * SECOND / 1_000_000);
                admitted++;
            } catch (RejectedException e) {
                assertThat(e.rejection().type()).isEqualTo(ProblemType.TOO_MANY_NEW_AGENTS);
                assertThat(e.rejection().retryAfterSeconds()).isPositive();
            }
        }
        assertThat(admitted).isEqualTo(1_000);
        assertThat(book.size()).isEqualTo(1_000);
        assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> book.admit("too-early", 3_600 * SECOND));
        book.admit("next", (24 * 3_600 + 61) * SECOND);
        assertThat(book.size()).isLessThan(1_000);
    }

    @Test
    void anAgentThatEndedMakesRoomSooner() throws RejectedException {
        AgentBook book = new AgentBook(GatewayLimits.defaults().withAgents(600, 1), 0);
        book.admit("done", 0).number(life(LifecycleChange.STOPPED), 1_000);
        assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> book.admit("next", 899 * SECOND));
        book.admit("next", 902 * SECOND).number(life(LifecycleChange.STARTED), 1_000);
        assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> book.admit("other", 5_000 * SECOND));
    }

    @Test
    void aResetMakesTheNextFactABoot() {
        agent.number(life(LifecycleChange.STARTED), 9_000);
        assertThat(agent.number(fact(life(LifecycleChange.STOPPED).value(), 0L, null), 1_000))
                .isEqualTo(new FactNumber(0, 1_000));
        assertThat(agent.number(metric(), 2_000).epoch()).isEqualTo(2_000);
    }
}
