package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.streams.query.LocalState;
import io.blackroad.streams.query.StateUnavailableException;
import io.blackroad.streams.query.TargetKey;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

/** An instance that was cut off does not say of what came later that it does not exist. */
class GuardedStateTest {
    private static final TargetKey TARGET = new TargetKey("us-east", "api");

    private record HeartbeatAge(Double metricValue) implements Metric {
        @Override
        public MetricName metricName() {
            return new MetricName("last-heartbeat-seconds-ago", "consumer-coordinator-metrics", "", Map.of());
        }
    }

    private static LocalState lastHeartbeats(double... ages) {
        LocalState empty = (LocalState) Proxy.newProxyInstance(
                LocalState.class.getClassLoader(),
                new Class<?>[] {LocalState.class},
                (proxy, method, arguments) -> Optional.empty());
        List<HeartbeatAge> metrics =
                Arrays.stream(ages).mapToObj(HeartbeatAge::new).toList();
        return new GuardedState(empty, new GroupContact(() -> metrics));
    }

    @Test
    void whatIsNotThereIsNotThereWhileTheGroupIsHeard() {
        for (LocalState state : List.of(lastHeartbeats(), lastHeartbeats(0, 1.5), lastHeartbeats(2.9))) {
            assertThat(state.decision(TARGET, 7)).isEmpty();
            assertThat(state.agent("a")).isEmpty();
            assertThat(state.target(TARGET)).isEmpty();
        }
    }

    @Test
    void nobodyKnowsOnceTwoHeartbeatsWereMissed() {
        for (LocalState state : List.of(lastHeartbeats(1, 3), lastHeartbeats(-1, 1))) {
            assertThatThrownBy(() -> state.decision(TARGET, 7)).isInstanceOf(StateUnavailableException.class);
            assertThatThrownBy(() -> state.agent("a")).isInstanceOf(StateUnavailableException.class);
            assertThatThrownBy(() -> state.target(TARGET)).isInstanceOf(StateUnavailableException.class);
        }
    }
}
