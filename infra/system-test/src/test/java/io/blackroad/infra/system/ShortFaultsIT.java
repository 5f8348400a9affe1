package io.blackroad.infra.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.system.part.Signals;
import io.blackroad.infra.system.part.Streams;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every build looks at: three brokers and two instances, of which one after the other breaks while agents report. */
class ShortFaultsIT extends SharedWorld {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private final long seed = Long.getLong("blackroad.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Override
    World open(Path own) throws IOException {
        System.out.println("repeat with -Dblackroad.seed=" + seed);
        return World.start(own, 3, 2);
    }

    @Test
    void anInstanceThatIsKilledIsReplacedByTheOther() {
        Streams victim = world.streams(random.nextInt(2));
        world.fault("kill -9 of one of two instances", victim, victim::kill);
        assertThat(world.healed("kill -9 of one of two instances")).isLessThan(LIMIT);
        victim.start().awaitReady();
        world.judge();
    }

    @Test
    void aBrokerThatIsKilledIsReplacedByTheOthers() {
        int victim = random.nextInt(3);
        world.fault(
                "kill -9 of one of three brokers",
                () -> world.brokers().get(victim).kill());
        assertThat(world.healed("kill -9 of one of three brokers")).isLessThan(LIMIT);
        world.brokers().restart(victim);
        world.judge();
    }

    @Test
    void anInstanceThatStoodStillCommitsNothingOfWhatItHad() {
        Streams victim = world.streams(random.nextInt(2));
        world.fault("SIGSTOP of one of two instances", victim, () -> Signals.stop(victim.pid()));
        assertThat(world.healed("SIGSTOP of one of two instances")).isLessThan(LIMIT);
        Signals.goOn(victim.pid());
        victim.awaitReady();
        world.judge();
        assertThat(victim.isAlive()).isTrue();
    }
}
