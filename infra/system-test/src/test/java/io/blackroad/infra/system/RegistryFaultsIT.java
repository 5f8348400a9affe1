package io.blackroad.infra.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.system.part.Clocks;
import io.blackroad.infra.system.part.DeadLetters;
import io.blackroad.infra.system.part.RegistryStandIn.Mood;
import io.blackroad.infra.system.part.Streams;
import java.io.IOException;
import java.nio.ByteBuffer;
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
        String servers = world.brokers().bootstrapServers();
        byte[] unknown = world.agents().bytes("agent-1");
        unknown[2] = 55;
        int id = ByteBuffer.wrap(unknown).getInt(1);
        long before = DeadLetters.end(servers);
        world.fault("unknown id while the registry fails", () -> {
            world.registry().set(Mood.FAILING);
            world.agents().junk("agent-1", "unknown id", unknown);
        });
        await("the registry is asked for it")
                .atMost(LIMIT)
                .until(() -> world.registry().failedToTell(id));
        Clocks.pass(Duration.ofSeconds(20));
        assertThat(DeadLetters.end(servers)).isEqualTo(before);
        world.registry().set(Mood.WELL);
        assertThat(world.healed("unknown id while the registry fails")).isLessThan(LIMIT);
        world.judge();
        assertThat(DeadLetters.end(servers)).isGreaterThan(before);
    }

    @Test
    void anInstanceThatStartsWaitsForOneThatIsSlow() {
        Streams victim = world.streams(0);
        startWith(Mood.SLOW, victim);
        victim.awaitReady();
        world.registry().set(Mood.WELL);
        world.healed("start with a registry that is SLOW");
        world.judge();
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILING", "WRONG"})
    void anInstanceThatStartsEndsWithOneLineThatNamesOneThatFailsOrIsWrong(Mood mood) throws Exception {
        Streams victim = world.streams(0);
        startWith(mood, victim);
        assertEndsWithOneLine(victim);
        world.registry().set(Mood.WELL);
        // What an orchestrator does with a process that ended.
        victim.start().awaitReady();
        world.healed("start with a registry that is " + mood);
        world.judge();
    }

    private void startWith(Mood mood, Streams victim) {
        world.fault("start with a registry that is " + mood, victim, () -> {
            victim.kill();
            world.registry().set(mood);
            victim.start();
        });
    }

    @Test
    void anInstanceThatStartsWhileNoneIsThereEndsWithOneLineThatSaysSo() throws Exception {
        Streams extra = world.instance("extra", List.of());
        world.fault("start without a registry", () -> {
            world.registry().close();
            extra.start();
        });
        assertEndsWithOneLine(extra);
        world.registry().open();
        world.healed("start without a registry");
        world.judge();
    }

    /** It names the registry, and no trace of the stack follows. */
    private void assertEndsWithOneLine(Streams instance) throws Exception {
        assertThat(instance.jvm().awaitEnd(LIMIT)).isPositive();
        assertThat(instance.jvm().tail())
                .contains(world.registry().url().toString())
                .doesNotContain("\tat ");
    }
}
