package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.RegistryUnreachableException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class StreamsVitalsTest {

    @Test
    void whatEndsAnInstanceIsNamedWithoutTheWordsAroundIt() {
        StreamsVitals vitals = new StreamsVitals();
        Exception reason = new RegistryUnreachableException("start the registry", new IllegalStateException("refused"));
        Exception told = new StreamsException("set the handler", new StreamsException("failed to initialize", reason));
        for (int death = 0; death < 11; death++) {
            vitals.handle(told);
        }
        assertThat(vitals.failure())
                .hasValueSatisfying(
                        why -> assertThat(why).endsWith("RegistryUnreachableException: start the registry"));
    }
}
