package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServerStartTest {

    @Test
    void aTakenPortIsNamed() {
        FakeFleet fleet = new FakeFleet("a");
        try (FakeInstance first = new FakeInstance(fleet, "a")) {
            int port = first.server().port();
            QuerySources sources = new QuerySources(
                    new FakeState(fleet, keyspace -> Set.of()),
                    first,
                    first,
                    first,
                    decision -> new Explainer.Explanation(true, List.of(), List.of()),
                    () -> "",
                    InstantSource.system());
            assertThatThrownBy(() -> QueryServer.start(QueryConfig.local(port), sources))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("another port");
            assertThat(first.server().url()).hasPort(port).hasHost("127.0.0.1");
        }
    }

    @Test
    void allErrorsOfASettingAreNamedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QueryConfig(" ", 70_000, Duration.ZERO))
                .withMessageContainingAll("host", "port is 70000", "peer timeout");
    }
}
