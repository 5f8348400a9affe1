package io.blackroad.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RegistrySettingsTest {

    @Test
    void printsNoSecret() {
        RegistrySettings settings = RegistrySettings.of(URI.create("https://ann:secret@registry:8085/api"));
        assertThat(settings.url()).isEqualTo(URI.create("https://registry:8085/api"));
        assertThat(settings.toString()).contains("***").doesNotContain("secret").doesNotContain("YW5u");
    }

    @Test
    void refusesAnAddressWithoutHostOrScheme() {
        assertThatThrownBy(() -> RegistrySettings.of(URI.create("registry:8081")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("registry:8081")
                .hasMessageContaining("http://host:port");
        assertThatThrownBy(() -> RegistrySettings.of(URI.create("ftp://ann:secret@host")))
                .hasMessageContaining("ftp://host")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesNoAttempts() {
        RegistrySettings settings = RegistrySettings.of(URI.create("http://host"));
        assertThatThrownBy(() -> settings.withPatience(Duration.ofSeconds(1), 0, Duration.ZERO))
                .hasMessageContaining("attempts are 0");
    }
}
