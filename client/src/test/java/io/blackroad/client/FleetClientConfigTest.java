package io.blackroad.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FleetClientConfigTest {
    private final FleetClientConfig config = FleetClientConfig.of(URI.create("http://127.0.0.1:8000"));

    @Test
    void saysWhatIsWrongAndWhatIsAllowed() {
        assertThatThrownBy(() -> FleetClientConfig.of(URI.create("ftp://127.0.0.1:8000")))
                .hasMessageContaining("http://127.0.0.1:8000 is one");
        assertThatThrownBy(() -> config.withPageSize(501)).hasMessageContaining("from 1 to 500");
        assertThatThrownBy(() -> config.withPageSize(0)).hasMessageContaining("from 1 to 500");
        assertThatThrownBy(() -> config.withPatience(Duration.ofSeconds(-1))).hasMessageContaining("at least 0");
        assertThatThrownBy(() -> config.withAnswerTimeout(Duration.ZERO)).hasMessageContaining("above it");
    }
}
