package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.Micros;
import io.blackroad.streams.agent.AgentTableStore;
import io.blackroad.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What queries see of what agents hold, seconds after the start. */
class HeldAgentsTest {
    @TempDir
    Path directory;

    private FleetDriver fleet;

    @BeforeEach
    void start() {
        fleet = new FleetDriver(directory);
        fleet.control(10, 100);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void workAndRestChangeNothingAndAnotherRequestBeginsAnew() {
        life(LifecycleChange.REGISTERED, 1_000, 0);
        told();
        told();
        assertThat(held()).as("it starts").isEmpty();
        life(LifecycleChange.IDLE, 1_000, 1);
        life(LifecycleChange.BUSY, 1_000, 3);
        life(LifecycleChange.IDLE, 1_000, 5);
        told();
        fleet.sample("agent-0", 100, START.plusSeconds(10));
        told();
        assertThat(held()).containsExactly("agent-0 1000 from 1 to 5");
        fleet.sample("agent-0", 100, START.plusSeconds(12));
        told();
        assertThat(held()).containsExactly("agent-0 1000 from 1 to 10");
        life(LifecycleChange.BUSY, 2_000, 20);
        fleet.sample("agent-0", 100, START.plusSeconds(25));
        told();
        fleet.sample("agent-0", 100, START.plusSeconds(26));
        told();
        assertThat(held()).containsExactly("agent-0 2000 from 20 to 25");
        life(LifecycleChange.STOPPED, 2_000, 30);
        told();
        assertThat(held()).isEmpty();
    }

    private void life(LifecycleChange change, int cpuMillis, int second) {
        LifecycleChanged fact = FleetDriver.lifecycleFact(
                "agent-0", change, fleet.next("agent-0/lifecycle"), START.plusSeconds(second));
        fact.setCpuRequestedMillis(cpuMillis);
        fleet.send(Topics.LIFECYCLE_CHANGED, "agent-0", fact, START.plusSeconds(second));
    }

    /** The cost stage hears of what was used. */
    private void told() {
        fleet.driver.advanceWallClockTime(Duration.ofSeconds(2));
    }

    private List<String> held() {
        List<String> held = new ArrayList<>();
        AgentTableStore table = (AgentTableStore) fleet.driver.getStateStore(AgentTableStore.NAME);
        table.eachHeld((id, amounts, since, until) -> held.add(new String(id, StandardCharsets.UTF_8) + " "
                + amounts.cpu() + " from " + second(since) + " to " + second(until)));
        return held;
    }

    private static long second(long micros) {
        return (micros - Micros.of(START)) / 1_000_000;
    }
}
