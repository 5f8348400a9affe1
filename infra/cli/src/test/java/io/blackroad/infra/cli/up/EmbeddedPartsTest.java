package io.blackroad.infra.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.infra.cli.config.SettingsException;
import io.blackroad.infra.cli.embedded.EmbeddedPart;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EmbeddedPartsTest {
    private static final List<EmbeddedPart> ALL = List.of(
            FakePart.of("postgres"),
            FakePart.of("connect", "postgres"),
            FakePart.of("tables", "connect"),
            FakePart.of("redis"));

    @Test
    void whatNeedsAPartFallsWithIt() {
        assertThat(EmbeddedParts.without(ALL, Set.of("postgres")))
                .extracting(EmbeddedPart::name)
                .containsExactly("redis");
    }

    @Test
    void theDatabaseIsPostgres() {
        assertThat(EmbeddedParts.without(ALL, Set.of("database")))
                .extracting(EmbeddedPart::name)
                .containsExactly("redis");
    }

    @Test
    void nothingElseFalls() {
        assertThat(EmbeddedParts.without(ALL, Set.of("tables", "redis")))
                .extracting(EmbeddedPart::name)
                .containsExactly("postgres", "connect");
    }

    @Test
    void everyWrongNameIsToldWithTheNearestRightOne() {
        assertThatThrownBy(() -> EmbeddedParts.without(ALL, Set.of("postgre", "x")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("no part postgre; did you mean postgres?")
                .hasMessageContaining("no part x; there are postgres, connect, tables, redis");
    }
}
