package io.blackroad.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** After a failure one fact a second tries, until one goes through. */
class CircuitTest {
    private final Circuit circuit = new Circuit();

    @Test
    void opensOnAFailureAndClosesOnASuccess() {
        assertThat(circuit.admits(0)).isTrue();
        circuit.failed(0);
        assertThat(circuit.isOpen()).isTrue();
        assertThat(circuit.admits(Circuit.PROBE_NANOS - 1)).isFalse();
        assertThat(circuit.admits(Circuit.PROBE_NANOS)).isTrue();
        assertThat(circuit.admits(Circuit.PROBE_NANOS)).isFalse();
        circuit.succeeded();
        assertThat(circuit.admits(Circuit.PROBE_NANOS)).isTrue();
        assertThat(circuit.isOpen()).isFalse();
    }
}
