package io.blackroad.infra.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final Instant NOW = Instant.parse("2026-02-05T11:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "90s, PT90S",
        "10m, PT10M",
        "1h30m, PT90M",
        "2d, PT48H",
        "1d12h, PT36H",
        "PT10M, PT10M",
        "pt0.5s, PT0.5S"
    })
    void readsDurationsAsPeopleTypeThem(String typed, Duration meant) {
        assertThat(Times.duration(typed)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "soon", "10x", "d"})
    void refusesWhatIsNone(String typed) {
        assertThatThrownBy(() -> Times.duration(typed)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void sinceIsAnAgeOrAnInstant() {
        assertThat(Times.since("10m", NOW)).isEqualTo(Instant.parse("2026-02-05T10:50:00Z"));
        assertThat(Times.since("2026-01-01T00:00:00Z", NOW)).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }
}
