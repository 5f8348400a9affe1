package io.blackroad.infra.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.system.history.Event.Written;
import io.blackroad.infra.system.part.Folders;
import io.blackroad.infra.system.part.Signals;
import io.blackroad.infra.system.part.Streams;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The steps of docs/operations.md: a backup is taken, the system goes on, everything is lost and restored to the backup.
 *
 * <p>Such a history is not for the judge: facts that were acknowledged after the backup are gone, and decisions go on from
 * the number at the targets, which leaves a gap.
 */
@WholeMatrix
class RestoreIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int CHANGES = 3;

    @TempDir
    Path folder;

    @Test
    void targetsGoForwardAfterEverythingWasRestoredToAnEarlierTime() throws Exception {
        try (World world = World.start(folder.resolve("world"), 1, 1)) {
            Path backup = folder.resolve("backup");
            awaitChanges(world, CHANGES);

            stop(world);
            Folders.copy(world.brokers().folder(0), backup);
            goOn(world);
            awaitChanges(world, written(world).size() + CHANGES);

            stop(world);
            int before = written(world).size();
            Folders.delete(world.brokers().folder(0));
            Folders.delete(world.streams(0).stateFolder());
            Folders.copy(backup, world.brokers().folder(0));
            startRestored(world);
            awaitChanges(world, before + CHANGES);

            assertThat(written(world)).extracting(Written::sequence).isSorted().doesNotHaveDuplicates();
            world.deriveAgain();
            world.agents().whileQuiet(world::settledBalance);
        }
    }

    /** Writers first, the brokers last. */
    private static void stop(World world) throws Exception {
        world.leave();
        Streams streams = world.streams(0);
        Signals.terminate(streams.pid());
        streams.jvm().awaitEnd(LIMIT);
        world.brokers().get(0).close();
    }

    /** After a backup: brokers, streams, the rest. */
    private static void goOn(World world) {
        world.brokers().restart(0);
        world.streams(0).start();
        world.begin();
    }

    /** After a restore the controller is there before streams, and says what stands at the targets. */
    private static void startRestored(World world) {
        world.brokers().restart(0);
        world.join();
        world.streams(0).start();
        world.work();
    }

    private static void awaitChanges(World world, int count) {
        await().atMost(LIMIT).until(() -> written(world).size() >= count);
    }

    /** Of the one target whose load goes up and down. */
    private static List<Written> written(World world) {
        return world.history().events().stream()
                .filter(Written.class::isInstance)
                .map(Written.class::cast)
                .toList();
    }
}
