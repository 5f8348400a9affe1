package io.blackroad.sink.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class WhyTest {
    @Test
    void theInnermostCauseIsTold() {
        RuntimeException failed = new IllegalStateException(
                "list failed.", new RuntimeException("http", new ConnectException("Connection refused")));

        assertThat(Why.of(failed))
                .isEqualTo(
                        "java.lang.IllegalStateException: list failed. Because: java.net.ConnectException: Connection "
                                + "refused");
        assertThat(Why.of(new IllegalStateException("alone"))).isEqualTo("java.lang.IllegalStateException: alone");
    }
}
