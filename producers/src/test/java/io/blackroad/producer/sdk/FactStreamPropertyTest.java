package io.blackroad.producer.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.EventId;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Positive;
import org.junit.jupiter.api.Test;

class FactStreamPropertyTest {

    @Property
    void everyIdIsAUuidOfVersionEight(@ForAll String agent, @ForAll @Positive long epoch, @ForAll long sequence) {
        EventId id = new FactStream(agent, FactKind.TASK, epoch).eventId(sequence);
        ByteBuffer bytes = ByteBuffer.wrap(id.bytes());
        UUID uuid = new UUID(bytes.getLong(), bytes.getLong());

        assertThat(uuid.version()).isEqualTo(8);
        assertThat(uuid.variant()).isEqualTo(2);
    }

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
