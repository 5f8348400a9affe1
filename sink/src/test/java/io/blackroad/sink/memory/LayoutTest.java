package io.blackroad.sink.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final int AGENTS = 20_000;

    private static List<String> servers(int count) {
        return IntStream.range(0, count).mapToObj(number -> "h" + number + ":1").toList();
    }

    private static long moving(Layout layout) {
        return IntStream.range(0, AGENTS)
                .filter(agent -> layout.place("agent-" + agent).source() != null)
                .count();
    }

    @Test
    void aSeventeenthShardTakesAboutASeventeenthOfTheKeysAndNothingElseMoves() {
        Layout moving = Layout.of(servers(16)).movingTo(servers(17));

        assertThat(moving(moving) / (double) AGENTS).isCloseTo(1 / 17.0, within(0.005));
        IntStream.range(0, AGENTS)
                .mapToObj(agent -> moving.place("agent-" + agent))
                .filter(place -> place.source() != null)
                .forEach(place -> assertThat(place.owner()).isEqualTo("h16:1"));
    }

    @Test
    void anotherServerForAShardMovesThatShardOnly() {
        List<String> replaced = new ArrayList<>(servers(16));
        replaced.set(5, "other:1");
        Layout moving = Layout.of(servers(16)).movingTo(replaced);

        IntStream.range(0, AGENTS)
                .mapToObj(agent -> moving.place("agent-" + agent))
                .filter(place -> place.source() != null)
                .forEach(place -> assertThat(place).isEqualTo(new Layout.Place("other:1", "h5:1")));
        assertThat(moving(moving) / (double) AGENTS).isCloseTo(1 / 16.0, within(0.005));
        assertThat(moving.name("h5:1")).isEqualTo("memory-5");
        assertThat(moving.settled().name("h5:1")).isEqualTo("h5:1");
    }

    @Test
    void isReadAsItWasWrittenAndKnowsItself() {
        Layout moving = Layout.of(servers(3)).movingTo(servers(4));
        Layout read = Layout.parse(moving.text());

        assertThat(read.text()).isEqualTo(moving.text());
        assertThat(read.id())
                .isEqualTo(moving.id())
                .isNotEqualTo(moving.settled().id());
        assertThat(read.fleet()).isEqualTo(Layout.of(servers(3)).fleet());
        assertThat(read.settled().isMoving()).isFalse();
        assertThat(read.allServers()).containsExactly("h0:1", "h1:1", "h2:1", "h3:1");
    }

    @Test
    void refusesWhatIsNone() {
        assertThatThrownBy(() -> Layout.parse("what")).isInstanceOf(MemoryException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> Layout.of(List.of("a:1", "a:1")));
        assertThatIllegalArgumentException().isThrownBy(() -> Layout.of(List.of()));
    }

    @Test
    void keysTellWhoseTheyAre() {
        for (String agent : List.of("a", "a:b", "100%", "%3A", "x:memory:y", "ü")) {
            assertThat(Keys.agent(Keys.of(new MemoryKey(agent, "n:m")))).contains(agent);
            assertThat(Keys.agent(Keys.state(agent))).contains(agent);
        }
        assertThat(Keys.agent(Keys.LAYOUT_ID)).isEmpty();
        assertThat(Keys.agent("somebody:elses")).isEmpty();
    }

    @Test
    void placesOfFactsCompareAsText() {
        List<Part> ordered = List.of(
                new Part("m", Long.MIN_VALUE, 5, ""),
                new Part("m", -1, 5, ""),
                new Part("m", 0, 1, ""),
                new Part("m", 9, 10, ""),
                new Part("m", 10, 9, ""),
                new Part("m", 10, 10, ""),
                new Part("m", Long.MAX_VALUE, 1, ""));
        for (int at = 1; at < ordered.size(); at++) {
            assertThat(ordered.get(at - 1).mark()).isLessThan(ordered.get(at).mark());
            assertThat(ordered.get(at).isNewerThan(ordered.get(at - 1))).isTrue();
        }
    }
}
