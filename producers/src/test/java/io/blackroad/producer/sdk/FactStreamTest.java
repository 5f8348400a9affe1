package io.blackroad.producer.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FactStreamTest {
    @Test
    void noTwoOfManyFactsShareAnId() {
        Set<ByteBuffer> ids = new HashSet<>();
        for (int agent = 0; agent < 100; agent++) {
            for (FactKind kind : FactKind.values()) {
                FactStream stream = new FactStream("agent-" + agent, kind, 1_700_000_000_000_000L);
                for (long sequence = 1; sequence <= 500; sequence++) {
                    ids.add(ByteBuffer.wrap(stream.eventId(sequence).bytes()));
                }
            }
        }
        assertThat(ids).hasSize(100 * FactKind.values().length * 500);
    }
}
