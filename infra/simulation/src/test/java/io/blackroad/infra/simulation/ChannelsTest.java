package io.blackroad.infra.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.AgentDescription;
import io.blackroad.agent.AgentStatus;
import io.blackroad.agent.LifecycleFact;
import org.junit.jupiter.api.Test;

/** Who is to be known at rest, and what of it: whoever said in the log that it lives, and nobody else. */
class ChannelsTest {
    private static final String AGENT = "east-pool-7";
    private static final String OTHER = "east-pool-8";

    private final Channels channels = new Channels();

    @Test
    void samplesAndGarbageTellOfNobody() {
        append(AGENT, new Fact.Sample(1, 1, 30, 1));
        append(AGENT, new Fact.Garbage(Fact.LIFE, 1));
        assertThat(channels.lastWord(AGENT)).isEmpty();
    }

    @Test
    void theNewestFactOfALifeIsItsAgentsLastWordInWhateverOrderTheyCome() {
        append(AGENT, life(1, 3));
        assertThat(channels.lastWord(AGENT)).contains(life(1, 3).fact());
        append(AGENT, life(2, 1));
        append(AGENT, life(1, 4));
        assertThat(channels.lastWord(AGENT)).contains(life(2, 1).fact());
        append(AGENT, life(2, 3));
        append(AGENT, life(2, 2));
        assertThat(channels.lastWord(AGENT)).contains(life(2, 3).fact());
        assertThat(channels.lastWord(OTHER)).isEmpty();
    }

    private static Fact.Life life(long epoch, long sequence) {
        AgentDescription description = new AgentDescription("east", "pool", AGENT, "", "model", 600, 1, 0);
        return new Fact.Life(new LifecycleFact(AgentStatus.IDLE, description, epoch, sequence, 1));
    }

    private void append(String agentId, Fact.Said said) {
        int log = Courier.partition(agentId) * Fact.TOPICS + said.topic();
        channels.facts.get(log).append(new Fact(agentId, 1, said));
    }
}
