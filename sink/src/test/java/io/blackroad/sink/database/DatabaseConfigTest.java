package io.blackroad.sink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseConfigTest {
    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(() -> new DatabaseConfig(
                        "postgres://host/db",
                        " ",
                        "",
                        List.of("jdbc:postgresql://host/db?user=me&password=secret"),
                        ReplicaBound.DEFAULT,
                        0,
                        Duration.ZERO))
                .hasMessageContaining("'postgres://host/db' is no URL of PostgreSQL; write jdbc:postgresql://")
                .hasMessageContaining("a URL holds no user and no password, as in jdbc:postgresql://host/db")
                .hasMessageContaining("user is empty")
                .hasMessageContaining("connections must be at least 1, not 0")
                .hasMessageContaining("at least 1 s, not PT0S")
                .hasMessageNotContaining("secret");
    }

    @Test
    void thePasswordIsNotPrinted() {
        assertThat(DatabaseConfig.of("jdbc:postgresql://host/db", "me", "secret")
                        .toString())
                .contains("jdbc:postgresql://host/db", "me")
                .doesNotContain("secret");
    }
}
