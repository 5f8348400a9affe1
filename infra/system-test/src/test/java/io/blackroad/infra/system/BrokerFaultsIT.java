package io.blackroad.infra.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.infra.system.part.Clocks;
import io.blackroad.infra.system.part.Folders;
import io.blackroad.infra.system.part.Signals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** Brokers of a cluster of three break, one, or all, or the one that leads the cluster, while a fleet reports. */
@WholeMatrix
class BrokerFaultsIT extends SharedWorld {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @Override
    World open(Path own) throws IOException {
        return World.start(own, 3, 2);
    }

    @Test
    void eachOfThreeIsStoppedInGoodOrderAndComesBack() {
        for (int broker = 0; broker < 3; broker++) {
            BrokerProcess victim = world.brokers().get(broker);
            breakAndMend("clean stop of broker " + broker, broker, victim::close);
        }
        world.judge();
    }

    @Test
    void eachOfThreeIsKilledAndComesBack() {
        for (int broker = 0; broker < 3; broker++) {
            BrokerProcess victim = world.brokers().get(broker);
            breakAndMend("kill -9 of broker " + broker, broker, victim::kill);
        }
        world.judge();
    }

    private void breakAndMend(String name, int broker, Runnable breaks) {
        world.fault(name, breaks);
        assertThat(world.healed(name)).isLessThan(LIMIT);
        world.brokers().restart(broker);
    }

    @Test
    void eachOfThreeStandsStillForHalfAMinute() {
        for (int broker = 0; broker < 3; broker++) {
            long pid = world.brokers().get(broker).pid();
            world.fault("SIGSTOP of broker " + broker, () -> Signals.stop(pid));
            Clocks.pass(Duration.ofSeconds(30));
            Signals.goOn(pid);
            assertThat(world.healed("SIGSTOP of broker " + broker)).isLessThan(LIMIT);
        }
        world.judge();
    }

    @Test
    void allOfThemAreGoneForTwoMinutesAndComeBackInAnotherOrder() {
        world.fault("kill -9 of all brokers", () -> {
            for (int broker = 0; broker < 3; broker++) {
                world.brokers().get(broker).kill();
            }
        });
        Clocks.pass(Duration.ofMinutes(2));
        world.brokers().startAll(List.of(2, 0, 1));
        assertThat(world.healed("kill -9 of all brokers"))
                .isLessThan(Duration.ofMinutes(2).plus(LIMIT));
        world.judge();
    }

    @Test
    void theLeaderOfTheClusterIsKilledAndLosesItsMetadata() throws Exception {
        int leader = leader();
        world.fault(
                "kill -9 of the cluster's leader",
                () -> world.brokers().get(leader).kill());
        assertThat(world.healed("kill -9 of the cluster's leader")).isLessThan(LIMIT);
        Folders.delete(world.brokers().folder(leader).resolve("log/__cluster_metadata-0"));
        world.brokers().restart(leader);
        world.judge();
        assertThat(leader()).isNotEqualTo(leader);
    }

    private int leader() throws ExecutionException, InterruptedException {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", world.brokers().bootstrapServers()))) {
            return admin.describeMetadataQuorum().quorumInfo().get().leaderId() - 1;
        }
    }
}
