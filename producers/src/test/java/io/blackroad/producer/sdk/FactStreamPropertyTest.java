package io.blackroad.producer.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.EventId;
import java.nio.ByteBuffer;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Positive;

class FactStreamPropertyTest {

    @Property
    void everyIdIsAUuidOfVersionEight(@ForAll String agent, @ForAll @Positive long epoch, @ForAll long sequence) {
        EventId id = new FactStream(agent, FactKind.TASK, epoch).eventId(sequence);
        ByteBuffer bytes = ByteBuffer.wrap(id.bytes());
        UUID uuid = new UUID(bytes.getLong(), bytes.getLong());

        assertThat(uuid.version()).isEqualTo(8);
        assertThat(uuid.variant()).isEqualTo(2);
    }
}
