package io.blackroad.sink.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFaultTest {
    @ParameterizedTest
    @CsvSource({
        "22021, ROW",
        "23514, ROW",
        "54000, ROW",
        "21000, ROW",
        "08006, PASSING",
        "57P01, PASSING",
        "57014, PASSING",
        "53100, PASSING",
        "40P01, PASSING",
        "55P03, PASSING",
        "25006, PASSING",
        "25P03, PASSING",
        "58030, PASSING",
        "42P01, LASTING",
        "42501, LASTING",
        "28P01, LASTING",
        "3D000, LASTING",
        "0A000, LASTING"
    })
    void theCodeSaysWhatToDo(String state, SqlFault fault) {
        assertThat(SqlFault.of(new SQLException("x", state))).isEqualTo(fault);
        assertThat(SqlFault.of(new IllegalStateException(new SQLException("x", state))))
                .isEqualTo(fault);
    }

    @Test
    void aPoolThatHasNoConnectionMayHaveOneLater() {
        assertThat(SqlFault.of(new SQLTransientConnectionException("busy"))).isEqualTo(SqlFault.PASSING);
    }

    @Test
    void whatHasNothingToDoWithTheDatabaseLasts() {
        assertThat(SqlFault.of(new IllegalStateException("defect"))).isEqualTo(SqlFault.LASTING);
    }
}
