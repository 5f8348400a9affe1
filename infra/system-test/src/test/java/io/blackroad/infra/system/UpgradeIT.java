package io.blackroad.infra.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.stack.ChildCommand;
import io.blackroad.infra.system.part.Signals;
import io.blackroad.infra.system.part.Streams;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * An older build is replaced by this one, one instance after the other, and comes back the same way; whichever is not at turn
 * is killed meanwhile. {@code -Dblackroad.previous=CLASSPATH} names the older one, as {@code /older/infra/cli/target/dist/lib/*}
 * after {@code ./scale.sh} was run there.
 */
@EnabledIfSystemProperty(named = "blackroad.previous", matches = ".+", disabledReason = "it needs an older build")
class UpgradeIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void anOlderBuildIsReplacedAndComesBackWithKillsInBetween() throws Exception {
        String older = System.getProperty("blackroad.previous");
        try (World world = older(older)) {
            roll(world, "upgrade", ChildCommand.ownClassPath());
            world.judge();
            roll(world, "rollback", older);
            world.judge();
        }
    }

    private World older(String classPath) throws IOException {
        World world = World.of(folder, 1);
        for (int instance = 0; instance < 2; instance++) {
            world.add(world.instance("instance-" + instance, List.of()).version(classPath));
        }
        world.begin();
        return world;
    }

    private static void roll(World world, String name, String classPath) throws Exception {
        for (int instance = 0; instance < 2; instance++) {
            Streams rolled = world.streams(instance);
            Streams other = world.streams(1 - instance);
            String turn = name + " of instance " + instance;
            world.fault(turn, rolled, () -> Signals.terminate(rolled.pid()));
            rolled.jvm().awaitEnd(Duration.ofSeconds(30));
            rolled.version(classPath).start();
            other.kill();
            other.start();
            assertThat(world.healed(turn)).isLessThan(LIMIT);
            rolled.awaitReady();
            other.awaitReady();
        }
    }
}
