package io.blackroad.infra.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.system.history.Event.Fate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts that are none, that come twice, late or from clocks that are wrong, among those of a fleet that reports. */
class BadFactsIT extends SharedWorld {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int FACTS = 100;

    @Override
    World open(Path own) throws IOException {
        return World.start(own, 1, 1);
    }

    @Test
    void whatIsNoFactBecomesADeadLetterAndTheStreamGoesOn() {
        Random random = new Random(3);
        world.fault("poison", () -> {
            for (int round = 0; round < FACTS; round++) {
                String agent = agent(random);
                String name = "poison-" + round + "-";
                poison(agent, random).forEach((kind, bytes) -> world.agents().junk(agent, name + kind, bytes));
                world.agents().junk(null, name + "no key", world.agents().bytes(agent));
            }
        });
        assertThat(world.healed("poison")).isLessThan(LIMIT);
        world.judge();
    }

    private Map<String, byte[]> poison(String agent, Random random) {
        byte[] good = world.agents().bytes(agent);
        byte[] noise = new byte[random.nextInt(60)];
        random.nextBytes(noise);
        byte[] magic = good.clone();
        magic[0] = 9;
        byte[] unknown = good.clone();
        unknown[1] = 77;
        Map<String, byte[]> poison = new LinkedHashMap<>();
        poison.put("noise", noise);
        poison.put("magic", magic);
        poison.put("unknown schema", unknown);
        poison.put("cut short", Arrays.copyOf(good, good.length / 2));
        poison.put("empty", new byte[0]);
        poison.put("no value", null);
        return poison;
    }

    @Test
    void factsThatComeTwiceCountOnce() {
        Random random = new Random(4);
        world.fault("duplicates", () -> {
            for (int round = 0; round < 10 * FACTS; round++) {
                world.agents().repeat(agent(random));
            }
        });
        assertThat(world.healed("duplicates")).isLessThan(LIMIT);
        world.judge();
    }

    @Test
    void factsThatComeMinutesOrDaysLateAreCountedAndChangeNothing() {
        Random random = new Random(5);
        world.fault("late facts", () -> {
            for (int round = 0; round < FACTS; round++) {
                Duration age = round % 2 == 0 ? Duration.ofMinutes(6) : Duration.ofDays(3);
                world.agents().metric(agent(random), Instant.now().minus(age), Fate.LATE);
            }
        });
        assertThat(world.healed("late facts")).isLessThan(LIMIT);
        world.judge();
    }

    /** They are taken for what they must be at the latest: as old as the broker found them. */
    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "P3650D"})
    void agentsWithFastClocksHurryNobody(Duration ahead) {
        Random random = new Random(6);
        world.fault("clocks ahead by " + ahead, () -> {
            for (int round = 0; round < FACTS; round++) {
                world.agents().metric(agent(random), Instant.now().plus(ahead), Fate.APPLIED);
            }
        });
        assertThat(world.healed("clocks ahead by " + ahead)).isLessThan(LIMIT);
        world.judge();
    }

    private String agent(Random random) {
        return world.agents().ids().get(random.nextInt(world.agents().ids().size()));
    }
}
