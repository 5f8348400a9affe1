package io.blackroad.sink.controller;

import static io.blackroad.sink.controller.SimulatedController.API;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Two sessions that both believe they are the one: a process that was stopped past its time and goes on. */
class TwoControllersTest {
    @Property(tries = 300)
    void theTargetsSequenceOnlyRises(@ForAll long seed) {
        Random random = new Random(seed);
        SimulatedController world = new SimulatedController();
        List<ControllerSession> sessions = List.of(world.restart(), world.restart());

        for (int sequence = 1; sequence <= 20; sequence++) {
            world.decide(TestDecisions.up(API, sequence, sequence * 2, world.clock.instant()));
            for (int steps = random.nextInt(3); steps > 0; steps--) {
                world.clock.advance(Duration.ofMillis(100));
                sessions.get(random.nextInt(2)).step();
            }
        }
        sessions.forEach(ControllerSession::step);

        assertThat(world.target.writes())
                .extracting(MemoryTarget.Write::sequence)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(world.target.count(API)).isEqualTo(new ReplicaCount(40, 40, 20, 40));
    }
}
