package io.blackroad.infra.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that break the same running system one after the other. What one test left broken, or was judged guilty, is no
 * start for the next: then a new system is started.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SharedSystem<S extends UsedSystem> {
    /** Static, since one of an instance is emptied after each test. */
    @TempDir
    static Path folder;

    S world;
    private int worlds;

    /** A system at work. */
    abstract S open(Path own) throws IOException;

    @BeforeEach
    void prepare(TestInfo test) throws IOException {
        System.out.println(getClass().getSimpleName() + ": " + test.getDisplayName());
        if (world != null && !world.isSound()) {
            world.close();
            world = null;
        }
        if (world == null) {
            world = open(Files.createDirectories(folder.resolve("world-" + worlds++)));
        }
    }

    @AfterAll
    void end() {
        if (world != null) {
            world.close();
        }
    }
}
