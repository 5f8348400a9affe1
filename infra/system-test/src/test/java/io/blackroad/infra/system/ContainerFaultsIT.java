package io.blackroad.infra.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.system.container.Cluster;
import io.blackroad.infra.system.container.Images;
import io.blackroad.infra.system.container.StreamsHost;
import io.blackroad.infra.system.part.Clocks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The image that users deploy, on hosts with names and addresses of their own. */
@WholeMatrix
@EnabledIf(
        value = "io.blackroad.infra.system.container.Engine#isRunning",
        disabledReason = "no container engine answers here")
class ContainerFaultsIT extends SharedSystem<Cluster> {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    Cluster open(Path own) throws IOException {
        return Cluster.start(own, Images.tested());
    }

    @Test
    void aHostThatIsKilledIsReplacedAndGoesOnFromItsVolume() {
        StreamsHost victim = world.host(0);
        world.fault("container killed", victim, victim::kill);
        isReplaced("container killed");
        comesBack(victim, victim::restart);
    }

    @Test
    void aHostThatStoodStillCommitsNothingOfWhatItHad() {
        StreamsHost victim = world.host(0);
        world.fault("container paused", victim, victim::pause);
        isReplaced("container paused");
        comesBack(victim, victim::unpause);
    }

    /** Longer than its session and its transaction. */
    @Test
    void aHostThatIsCutOffFromTheNetworkIsReplacedAndComesBack() {
        StreamsHost victim = world.host(1);
        world.fault("container without a network", victim, victim::cut);
        Clocks.pass(Duration.ofSeconds(20));
        isReplaced("container without a network");
        comesBack(victim, victim::mend);
    }

    private void isReplaced(String fault) {
        assertThat(world.healed(fault)).isLessThan(LIMIT);
    }

    private void comesBack(StreamsHost victim, Runnable way) {
        way.run();
        victim.awaitReady();
        world.judge();
        assertThat(victim.isRunning()).isTrue();
    }

    /** To the image before and back again, one host after the other, and the host that waits is killed meanwhile. */
    @Test
    void aRollbackAndAnUpgradeWithKillsInBetweenLoseNothing() {
        for (String image : List.of(Images.previous(), Images.tested())) {
            for (int host = 0; host < 2; host++) {
                roll(world.host(host), world.host(1 - host), image);
            }
            world.judge();
        }
    }

    private void roll(StreamsHost rolled, StreamsHost other, String image) {
        String name = "rolled to " + image;
        world.fault(name, rolled, () -> assertThat(rolled.stop()).isIn(0L, 143L));
        rolled.run(image);
        other.kill();
        other.restart();
        world.healed(name);
        rolled.awaitReady();
        other.awaitReady();
    }
}
