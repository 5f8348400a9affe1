package io.blackroad.infra.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.stack.fault.Relay.Line;
import io.blackroad.infra.system.part.BusyCores;
import io.blackroad.infra.system.part.Clocks;
import io.blackroad.infra.system.part.Folders;
import io.blackroad.infra.system.part.PacketLoss;
import io.blackroad.infra.system.part.Signals;
import io.blackroad.infra.system.part.Streams;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two instances with one broker; the second speaks to it through a network that can be spoilt. {@code -Dblackroad.kills=20}
 * for more kills, {@code -Dblackroad.seed=N} repeats their moments.
 */
@WholeMatrix
class InstanceFaultsIT extends SharedWorld {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int RELAYED = 1;
    private static final Duration LATER = Duration.ofSeconds(3);
    /** Eight seconds each, of two busy cores. */
    private static final int PAUSES = 8;

    private static final Duration SLOW_FOR = Duration.ofSeconds(30);
    /** Kafka's own is five minutes. A thread may still write over a slow network for half a minute. */
    private static final Map<String, String> POLLS = Map.of("BLACKROAD_KAFKA_MAX_POLL_INTERVAL_MS", "45000");

    @Override
    World open(Path own) throws IOException {
        World opened = World.of(own, 1);
        opened.add(opened.instance("direct", List.of()).with(POLLS));
        opened.add(opened.instance("relayed", opened.brokers().relayedServers(), List.of())
                .with(POLLS));
        opened.begin();
        return opened;
    }

    @Test
    void killsAtRandomMomentsLoseNothing() {
        long seed = Long.getLong("blackroad.seed", System.nanoTime());
        System.out.println("repeat with -Dblackroad.seed=" + seed);
        Random random = new Random(seed);
        for (int kill = 1; kill <= Integer.getInteger("blackroad.kills", 6); kill++) {
            Clocks.pass(Duration.ofMillis(random.nextInt(1_000)));
            Streams victim = world.streams(random.nextInt(2));
            world.fault("kill " + kill, victim, victim::kill);
            assertThat(world.healed("kill " + kill)).isLessThan(LIMIT);
            victim.start().awaitReady();
        }
        world.judge();
    }

    /** Within the timeouts of its session and its transaction, past both, and past that of its polls, which is 45 s here. */
    @ParameterizedTest
    @ValueSource(ints = {5, 15, 60})
    void anInstanceThatStoodStillForSecondsComesBackByItself(int seconds) {
        Streams victim = world.streams(0);
        world.fault("SIGSTOP for " + seconds + " s", victim, () -> Signals.stop(victim.pid()));
        Clocks.pass(Duration.ofSeconds(seconds));
        Signals.goOn(victim.pid());
        world.healed("SIGSTOP for " + seconds + " s");
        victim.awaitReady();
        world.judge();
        assertThat(victim.isAlive()).isTrue();
    }

    @Test
    void anInstanceWhoseDiskIsLostRestoresWhatItHad() {
        Streams victim = world.streams(0);
        world.fault("disk of an instance lost", victim, () -> {
            victim.kill();
            Folders.delete(victim.stateFolder());
        });
        world.healed("disk of an instance lost");
        victim.start().awaitReady();
        world.judge();
    }

    /** Twenty seconds without a network: longer than its session and its transaction. */
    @ParameterizedTest
    @EnumSource(
            value = Line.class,
            names = {"CUT", "SILENT", "ONE_WAY"})
    void anInstanceThatIsCutOffFromTheBrokersIsReplacedAndComesBack(Line line) {
        world.fault(
                line + " network", world.streams(RELAYED), () -> world.brokers().line(line));
        Clocks.pass(Duration.ofSeconds(20));
        assertThat(world.healed(line + " network")).isLessThan(LIMIT);
        world.brokers().line(Line.OPEN);
        world.streams(RELAYED).awaitReady();
        world.judge();
        assertThat(world.streams(RELAYED).isAlive()).isTrue();
    }

    /** Who is only slow stays in its group: whoever is thrown out and comes back makes it two rebalances. */
    @Test
    void aSlowNetworkDelaysAndLosesNothing() {
        Streams other = world.streams(1 - RELAYED);
        await("rebalances are told").atMost(Duration.ofMinutes(2)).until(() -> other.rebalances() > 0);
        double rebalances = other.rebalances();
        Duration calm = world.outcomes().age();
        world.fault(
                "slow network", world.streams(RELAYED), () -> world.brokers().line(Line.SLOW));
        await("load is known later than in calm")
                .atMost(LIMIT)
                .until(() -> world.outcomes().age().compareTo(calm.plus(LATER)) > 0);
        Clocks.pass(SLOW_FOR);
        world.brokers().line(Line.OPEN);
        assertThat(world.healed("slow network")).isLessThan(SLOW_FOR.plus(LIMIT));
        assertThat(other.isAlive()).isTrue();
        System.out.printf("slow network: %.0f rebalances%n", other.rebalances() - rebalances);
        assertThat(other.rebalances() - rebalances).isLessThanOrEqualTo(1);
        world.judge();
    }

    @Test
    void aNetworkThatLosesOnePacketOfTwentyDelaysAndLosesNothing() {
        try (PacketLoss loss = world.brokers().packetLoss()) {
            world.fault("packets lost", world.streams(RELAYED), loss::begin);
            Clocks.pass(SLOW_FOR);
            assertThat(world.healed("packets lost")).isLessThan(SLOW_FOR.plus(LIMIT));
        }
        assertThat(world.streams(RELAYED).threadDeaths()).isZero();
        world.judge();
    }

    @Test
    void busyCoresMakeDecisionsLateAndNotWrong() {
        List<Double> deaths =
                world.streams().stream().map(Streams::threadDeaths).toList();
        try (BusyCores busy = BusyCores.start(2)) {
            world.fault("busy cores", () -> assertThat(busy.isBusy()).isTrue());
            for (int pause = 0; pause < PAUSES; pause++) {
                Streams victim = world.streams(pause % 2);
                Signals.stop(victim.pid());
                Clocks.pass(Duration.ofSeconds(3));
                Signals.goOn(victim.pid());
                Clocks.pass(Duration.ofSeconds(5));
            }
        }
        assertThat(world.healed("busy cores")).isLessThan(Duration.ofMinutes(2));
        assertFewDeaths(deaths);
        world.judge();
    }

    /** Each pause may cost an instance what it was at; more is a thread that comes back only to be fenced. */
    private void assertFewDeaths(List<Double> before) {
        for (int instance = 0; instance < before.size(); instance++) {
            Streams each = world.streams(instance);
            each.awaitReady();
            double died = each.threadDeaths() - before.get(instance);
            System.out.printf("instance %d: %.0f threads died%n", instance, died);
            assertThat(died).isBetween(0.0, PAUSES / 2.0);
        }
    }

    @Test
    void aRollingRestartWithAKillInBetweenLosesNothing() throws Exception {
        for (int instance = 0; instance < 2; instance++) {
            Streams rolled = world.streams(instance);
            Streams other = world.streams(1 - instance);
            world.fault("rolling restart of " + instance, rolled, () -> Signals.terminate(rolled.pid()));
            rolled.jvm().awaitEnd(Duration.ofSeconds(30));
            rolled.start();
            other.kill();
            other.start();
            world.healed("rolling restart of " + instance);
            rolled.awaitReady();
            other.awaitReady();
        }
        world.judge();
    }

    @Test
    void sigtermAtAnyMomentEndsItWithinHalfAMinute() throws Exception {
        Random random = new Random(7);
        Streams victim = world.streams(0);
        for (int round = 0; round < 6; round++) {
            long delay = random.nextInt(4_000);
            await().pollDelay(delay, TimeUnit.MILLISECONDS).until(() -> true);
            // At any moment: it may have nothing yet.
            world.fault("SIGTERM " + round, () -> {
                Signals.terminate(victim.pid());
                // Somebody who types Ctrl-C twice.
                Signals.terminate(victim.pid());
            });
            int code = victim.jvm().awaitEnd(Duration.ofSeconds(30));
            // The second is the JVM's own, from before it can be asked to end.
            assertThat(code).isIn(0, 143);
            victim.start();
        }
        world.healed("SIGTERM at every stage");
        victim.awaitReady();
        world.judge();
    }
}
