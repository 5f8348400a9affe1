package io.blackroad.infra.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.stack.fault.SmallDisk;
import io.blackroad.infra.system.part.Clocks;
import io.blackroad.infra.system.part.Streams;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk is full: whoever writes there stops loudly, and goes on once there is room again. */
@WholeMatrix
class DiskFaultsIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void aBrokerWhoseDiskIsFullIsReplacedAndComesBack() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 200)) {
            List<Path> folders =
                    List.of(disk.folder().resolve("broker-0"), folder.resolve("b-1"), folder.resolve("b-2"));
            try (World world = World.of(folder.resolve("world"), folders, Map.of())) {
                world.add(world.instance("instance", List.of()));
                world.begin();
                world.fault("disk of a broker full", disk::fill);
                await().atMost(LIMIT).until(() -> !world.brokers().get(0).isAlive());
                assertThat(world.healed("disk of a broker full")).isLessThan(LIMIT);
                disk.free();
                world.brokers().restart(0);
                world.judge();
            }
        }
    }

    @Test
    void anInstanceWhoseDiskIsFullIsReplacedAndComesBack() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 60);
                World world = World.of(folder.resolve("world"), 1)) {
            Streams victim = world.instanceIn(disk.folder().resolve("instance"));
            world.add(victim);
            world.add(world.instance("other", List.of()));
            world.begin();
            world.fault("disk of an instance full", victim, disk::fill);
            // While it runs it writes now and then; when it starts it must. Its output, begun anew, has made room.
            Clocks.pass(Duration.ofSeconds(15));
            victim.kill();
            victim.start();
            disk.fill();
            await("it meets the full disk").atMost(LIMIT).until(() -> !victim.isAlive() || victim.threadDeaths() > 0);
            world.healed("disk of an instance full");
            disk.free();
            await("it is back").atMost(LIMIT).until(() -> {
                if (!victim.isAlive()) {
                    // What an orchestrator does with a process that ended.
                    victim.start();
                }
                return victim.isReady();
            });
            world.judge();
        }
    }
}
