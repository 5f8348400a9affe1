package io.blackroad.streams.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.agent.TaskCounts;
import io.blackroad.load.AgentSums;
import io.blackroad.load.Partial;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredSerdeTest {
    private static final Schema OLDER = SchemaBuilder.record("StoredCounts")
            .namespace("io.blackroad.streams.stored")
            .fields()
            .requiredLong("submitted")
            .requiredLong("lost")
            .requiredLong("started")
            .requiredLong("completed")
            .requiredLong("failed")
            .requiredLong("cancelled")
            .endRecord();

    private final StoredSerde<StoredCounts> serde = new StoredSerde<>(StoredCounts.class);

    private static byte[] writtenByAnOlderVersion() throws IOException {
        GenericRecord counts = new GenericRecordBuilder(OLDER)
                .set("submitted", 5L)
                .set("lost", 99L)
                .set("started", 4L)
                .set("completed", 3L)
                .set("failed", 2L)
                .set("cancelled", 1L)
                .build();
        ByteBuffer buffer = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), OLDER).encode(counts);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    @Test
    void whatIsWrittenComesBack() {
        StoredCounts counts = new StoredCounts(1L, 2L, 3L, 4L, Long.MAX_VALUE);
        byte[] bytes = serde.serializer().serialize("store", counts);
        assertThat(serde.deserializer().deserialize("store", bytes)).isEqualTo(counts);
    }

    @Test
    void nullStaysNull() {
        assertThat(serde.serializer().serialize("store", null)).isNull();
        assertThat(serde.deserializer().deserialize("store", null)).isNull();
    }

    @Test
    void readsAValueOfAnOlderSchemaThatWasKept() throws IOException {
        StoredSerde<StoredCounts> upgraded =
                new StoredSerde<>(StoredCounts.class, List.of(OLDER), OtherSchemas.none(StoredCounts.class));
        assertThat(upgraded.deserializer().deserialize("store", writtenByAnOlderVersion()))
                .isEqualTo(new StoredCounts(5L, 4L, 3L, 2L, 1L));
    }

    @Test
    void aSchemaThatWasNotKeptIsNamedAsSuch() throws IOException {
        byte[] bytes = writtenByAnOlderVersion();
        assertThatThrownBy(() -> serde.deserializer().deserialize("count-store", bytes))
                .isInstanceOf(UnknownWriterException.class)
                .hasMessageContaining("count-store");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 9, 10, 12})
    void brokenBytesAreASerializationError(int length) {
        byte[] whole = serde.serializer().serialize("store", new StoredCounts(1L, 2L, 3L, 4L, 1L << 40));
        byte[] cut = java.util.Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> serde.deserializer().deserialize("store", cut))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void aPartialComesBackThroughTheWire() {
        Partial partial = new Partial(
                3,
                8,
                42,
                new AgentSums(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17),
                new TaskCounts(18, 19, 20, 21, 22),
                new int[] {1, 2, 130, 4},
                new int[] {},
                new Partial.SourceOffsets(23, -1, 25));
        StoredSerde<StoredPartial> partials = new StoredSerde<>(StoredPartial.class);
        byte[] bytes = partials.serializer().serialize("t", PartialWire.stored(partial));
        assertThat(PartialWire.partial(partials.deserializer().deserialize("t", bytes)))
                .usingRecursiveComparison()
                .isEqualTo(partial);
    }
}
