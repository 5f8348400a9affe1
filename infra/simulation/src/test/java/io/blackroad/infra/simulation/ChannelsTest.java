package io.blackroad.infra.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.AgentDescription;
import io.blackroad.agent.AgentStatus;
import io.blackroad.agent.LifecycleFact;
import org.junit.jupiter.api.Test;

/** Who is to be known at rest: whoever said in the log that it lives, and nobody else. */
class ChannelsTest {
    private static final String AGENT = "east-pool-7";
    private static final String OTHER = "east-pool-8";

    private final Channels channels = new Channels();

    @Test
    void samplesAndGarbageTellOfNobody() {
        append(AGENT, new Fact.Sample(1, 1, 30, 1));
        append(AGENT, new Fact.Garbage(Fact.LIFE, 1));
        assertThat(channels.tellOf(AGENT)).isFalse();
    }

    @Test
    void oneFactOfALifeTellsOfItsAgentAlone() {
        AgentDescription description = new AgentDescription("east", "pool", AGENT, "", "model", 600, 1, 0);
        append(AGENT, new Fact.Life(new LifecycleFact(AgentStatus.IDLE, description, 1, 3, 1)));
        assertThat(channels.tellOf(AGENT)).isTrue();
        assertThat(channels.tellOf(OTHER)).isFalse();
    }

    private void append(String agentId, Fact.Said said) {
        int log = Courier.partition(agentId) * Fact.TOPICS + said.topic();
        channels.facts.get(log).append(new Fact(agentId, 1, said));
    }
}
