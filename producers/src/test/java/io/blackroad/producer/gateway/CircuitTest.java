package io.blackroad.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** After a failure one fact a second tries, until one goes through. */
class CircuitTest {
    private final Circuit circuit = new Circuit(0);

    @Test
    void opensOnAFailureAndClosesOnASuccess() {
        assertThat(circuit.admits(0)).isTrue();
        circuit.failed(0, 0);
        assertThat(circuit.isOpen()).isTrue();
        assertThat(circuit.admits(Circuit.PROBE_NANOS - 1)).isFalse();
        assertThat(circuit.admits(Circuit.PROBE_NANOS)).isTrue();
        assertThat(circuit.admits(Circuit.PROBE_NANOS)).isFalse();
        circuit.succeeded(Circuit.PROBE_NANOS);
        assertThat(circuit.admits(Circuit.PROBE_NANOS)).isTrue();
        assertThat(circuit.isOpen()).isFalse();
    }

    @Test
    void aFactThatFailsWhileOthersGoThroughSpeaksForItselfAlone() {
        circuit.succeeded(5);
        circuit.failed(4, 10);
        assertThat(circuit.isOpen()).isFalse();
        circuit.failed(5, 11);
        assertThat(circuit.isOpen()).isTrue();
    }
}
