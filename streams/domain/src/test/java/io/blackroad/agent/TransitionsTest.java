package io.blackroad.agent;

import static io.blackroad.agent.AgentStatus.BUSY;
import static io.blackroad.agent.AgentStatus.DRAINING;
import static io.blackroad.agent.AgentStatus.FAILED;
import static io.blackroad.agent.AgentStatus.IDLE;
import static io.blackroad.agent.AgentStatus.REGISTERED;
import static io.blackroad.agent.AgentStatus.STARTED;
import static io.blackroad.agent.AgentStatus.STOPPED;
import static io.blackroad.agent.Given.life;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionsTest {
    private final Given.Agent agent = new Given.Agent();

    @ParameterizedTest
    @EnumSource(AgentStatus.class)
    void theStepsOfABoot(AgentStatus from) {
        Set<AgentStatus> legal =
                switch (from) {
                    case REGISTERED -> EnumSet.allOf(AgentStatus.class);
                    case STARTED -> EnumSet.of(STARTED, IDLE, BUSY, DRAINING, STOPPED, FAILED);
                    case IDLE, BUSY -> EnumSet.of(IDLE, BUSY, DRAINING, STOPPED, FAILED);
                    case DRAINING -> EnumSet.of(DRAINING, STOPPED, FAILED);
                    case STOPPED -> EnumSet.of(STOPPED);
                    case FAILED -> EnumSet.of(FAILED, STOPPED);
                };
        for (AgentStatus to : AgentStatus.values()) {
            assertThat(Transitions.legal(from, to)).as("%s to %s", from, to).isEqualTo(legal.contains(to));
        }
    }

    @ParameterizedTest
    @EnumSource(AgentStatus.class)
    void onlyTheLivingMove(AgentStatus from) {
        assertThat(Transitions.legal(from, null)).isEqualTo(from.alive());
    }

    @ParameterizedTest
    @EnumSource(AgentStatus.class)
    void aBootMayBeginAnywhere(AgentStatus first) {
        assertThat(Transitions.refusal(agent.state, life(first, 1, 5))).isEmpty();
        agent.take(life(STOPPED, 1, 6));
        assertThat(Transitions.refusal(agent.state, life(first, 2, 1))).isEmpty();
    }

    @Test
    void aRefusalNamesTheStateAndTheFact() {
        agent.take(life(IDLE, 7, 1));
        agent.take(life(STOPPED, 7, 2));
        assertThat(Transitions.refusal(agent.state, life(BUSY, 7, 3)))
                .isEqualTo(
                        "the agent is stopped since sequence 2 of epoch 7: busy of sequence 3 is no step from there; "
                                + "an agent that begins again has a higher epoch");
        agent.take(life(DRAINING, 8, 1));
        assertThat(Transitions.refusal(agent.state, life(REGISTERED, 8, 2))).endsWith("; leave it out");
        assertThat(Transitions.refusal(agent.state, life(STARTED, 8, 2))).contains("draining", "started of sequence 2");
    }
}
