package io.blackroad.infra.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.system.part.Clocks;
import io.blackroad.infra.system.part.RegistryStandIn.Mood;
import io.blackroad.infra.system.part.Streams;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schema registry is away, slow or wrong, while streams run and while they start. */
@WholeMatrix
class RegistryFaultsIT extends SharedWorld {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    World open(Path own) throws IOException {
        return World.start(own, 1, 2);
    }

    @Test
    void streamsThatRunDoNotMissIt() throws IOException {
        world.fault("registry down", () -> world.registry().close());
        Clocks.pass(Duration.ofSeconds(20));
        assertThat(world.healed("registry down")).isLessThan(LIMIT);
        world.judge();
        world.registry().open();
    }

    /** An id that nobody knows now may be known later: it waits, and is no dead letter before the registry says so. */
    @Test
    void anUnknownIdWaitsForARegistryThatFailsAndIsADeadLetterWhenItSaysSo() {
        byte[] unknown = world.agents().bytes("agent-1");
        unknown[2] = 55;
        world.fault("unknown id while the registry fails", () -> {
            world.registry().set(Mood.FAILING);
            world.agents().junk("agent-1", "unknown id", unknown);
        });
        Clocks.pass(Duration.ofSeconds(20));
        world.registry().set(Mood.WELL);
        assertThat(world.healed("unknown id while the registry fails")).isLessThan(LIMIT);
        world.judge();
    }

    @ParameterizedTest
    @EnumSource(names = {"SLOW", "FAILING", "WRONG"})
    void anInstanceThatStartsWaitsForItAndSaysSo(Mood mood) {
        Streams victim = world.streams(0);
        world.fault("start with a registry that is " + mood, () -> {
            victim.kill();
            world.registry().set(mood);
            victim.start();
        });
        Clocks.pass(Duration.ofSeconds(15));
        world.registry().set(Mood.WELL);
        await().atMost(LIMIT).until(() -> {
            if (!victim.isAlive()) {
                // What an orchestrator does with a process that ends.
                assertThat(victim.jvm().tail()).contains(world.registry().url().toString());
                victim.start();
            }
            return victim.isReady();
        });
        world.healed("start with a registry that is " + mood);
        world.judge();
    }

    @Test
    void anInstanceThatStartsWhileNoneIsThereSaysSo() throws IOException {
        Streams extra = world.instance("extra", List.of());
        world.fault("start without a registry", () -> {
            world.registry().close();
            extra.start();
        });
        Clocks.pass(Duration.ofSeconds(15));
        String said = extra.jvm().tail();
        world.registry().open();
        extra.close();
        assertThat(said).contains("registry");
        world.healed("start without a registry");
        world.judge();
    }
}
