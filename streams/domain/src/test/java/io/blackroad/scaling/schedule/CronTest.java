package io.blackroad.scaling.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {

    @ParameterizedTest
    @CsvSource({
        "0 8 * * *, 2026-03-04T12:00, 2026-03-04T08:00",
        "0 8 * * *, 2026-03-04T07:59, 2026-03-03T08:00",
        "0 8 * * *, 2026-03-04T08:00, 2026-03-04T08:00",
        "'0 8 * * mon-fri', 2026-03-08T12:00, 2026-03-06T08:00",
        "'*/15 9-17 * * *', 2026-03-04T18:30, 2026-03-04T17:45",
        "'0 0 29 2 *', 2026-03-04T18:30, 2024-02-29T00:00",
        "'0 0 1 jan *', 2026-03-04T18:30, 2026-01-01T00:00",
        "'0 0 13 * fri', 2026-03-14T00:00, 2026-03-13T00:00",
        "'0 0 13 * fri', 2026-03-07T00:00, 2026-03-06T00:00",
        "'5,35 * * * 7', 2026-03-09T00:00, 2026-03-08T23:35",
        "'10/20 * * * *', 2026-03-09T00:45, 2026-03-09T00:30",
    })
    void findsTheNewestTime(String cron, LocalDateTime now, LocalDateTime before) {
        ZonedDateTime zoned = now.atZone(ZoneId.of("Europe/Berlin"));
        assertThat(Cron.read(cron).before(zoned)).contains(before);
    }

    @ParameterizedTest
    @CsvSource({
        "0 8 * *, has 4 fields",
        "60 8 * * *, minute 60 is not within 0 to 59",
        "0 24 * * *, hour 24",
        "0 0 * * funday, day of week funday",
        "0 0 5-1 * *, day of month 5-1 is no range",
        "0 0 * * mon/2/3, has a step too many",
        "0 0 31 feb *, never comes",
        "* * * * */0, day of week 0",
    })
    void refusesWhatIsNoTime(String cron, String message) {
        assertThatThrownBy(() -> Cron.read(cron))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
