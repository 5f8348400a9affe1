package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.streams.query.LocalState;
import io.blackroad.streams.query.Slice;
import io.blackroad.streams.query.StateUnavailableException;
import io.blackroad.streams.query.TargetKey;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

/** An instance that was cut off does not say of what came later that it does not exist. */
class GuardedStateTest {
    private static final TargetKey TARGET = new TargetKey("us-east", "api");
    private static final Map<Class<?>, Object> NOTHING = Map.of(
            Optional.class, Optional.empty(), List.class, List.of(), Slice.class, new Slice<>(List.of(), Set.of()));

    private final Map<String, Long> answered = new HashMap<>();
    private final Set<String> dead = new HashSet<>();
    private long now = 1;

    /** How many heartbeats of a member were answered. */
    private record Answered(String member, Long metricValue) implements Metric {
        @Override
        public MetricName metricName() {
            return new MetricName("heartbeat-total", "consumer-coordinator-metrics", "", Map.of("client-id", member));
        }
    }

    private final LocalState state = new GuardedState(empty(), new GroupContact(this::alive, this::metrics, () -> now));

    private static LocalState empty() {
        return (LocalState) Proxy.newProxyInstance(
                LocalState.class.getClassLoader(),
                new Class<?>[] {LocalState.class},
                (proxy, method, arguments) -> NOTHING.get(method.getReturnType()));
    }

    private Set<String> alive() {
        return answered.keySet().stream()
                .filter(member -> !dead.contains(member))
                .collect(Collectors.toSet());
    }

    private List<Answered> metrics() {
        return answered.entrySet().stream()
                .map(entry -> new Answered(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void pass(double seconds) {
        now += (long) (seconds * 1e9);
    }

    private void beat(String member) {
        answered.merge(member, 1L, Long::sum);
    }

    private void says404() {
        assertThat(state.decision(TARGET, 7)).isEmpty();
        assertThat(state.agent("a")).isEmpty();
        assertThat(state.target(TARGET)).isEmpty();
        assertThat(state.decisions(TARGET, 9, 10)).isEmpty();
        assertThat(state.worker("w").items()).isEmpty();
    }

    private void says503() {
        assertThatThrownBy(() -> state.decision(TARGET, 7)).isInstanceOf(StateUnavailableException.class);
        assertThatThrownBy(() -> state.agent("a")).isInstanceOf(StateUnavailableException.class);
        assertThatThrownBy(() -> state.target(TARGET)).isInstanceOf(StateUnavailableException.class);
        assertThatThrownBy(() -> state.decisions(TARGET, 9, 10)).isInstanceOf(StateUnavailableException.class);
        assertThatThrownBy(() -> state.worker("w")).isInstanceOf(StateUnavailableException.class);
    }

    @Test
    void whatIsNotThereIsNotThereWhileTheGroupIsHeard() {
        says404();
        beat("one");
        beat("two");
        says404();
        for (int i = 0; i < 10; i++) {
            pass(1.5);
            beat("one");
            beat("two");
            says404();
        }
        pass(2.9);
        says404();
    }

    @Test
    void nobodyKnowsOnceTwoHeartbeatsWereMissed() {
        beat("one");
        beat("two");
        says404();
        pass(2.9);
        beat("one");
        says404();
        pass(0.1);
        says503();
    }

    @Test
    void aMemberThatWasNeverAnsweredKnowsNothing() {
        answered.put("one", 0L);
        says503();
        beat("one");
        says404();
    }

    /** The first may have waited in the line, the second may be that there is no such member. */
    @Test
    void afterASilenceOneAnswerIsNotBelieved() {
        beat("one");
        says404();
        pass(20);
        beat("one");
        says503();
        beat("one");
        says503();
        pass(1.5);
        beat("one");
        says404();
    }

    @Test
    void whatCameWhileNobodyAskedCountsToo() {
        beat("one");
        says404();
        pass(20);
        answered.merge("one", 3L, Long::sum);
        says404();
    }

    /** Its metrics stay. */
    @Test
    void aThreadThatWasReplacedIsForgotten() {
        beat("one");
        says404();
        pass(20);
        dead.add("one");
        beat("two");
        says404();
    }

    @Test
    void aThreadWithTheNameOfADeadOneBeginsAnew() {
        answered.put("one", 40_000L);
        says404();
        pass(20);
        answered.put("one", 0L);
        says503();
        pass(1.5);
        beat("one");
        says404();
    }
}
