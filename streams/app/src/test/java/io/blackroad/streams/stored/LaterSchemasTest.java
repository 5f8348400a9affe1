package io.blackroad.streams.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.schema.RegistryUnreachableException;
import io.blackroad.schema.SchemaRegistry;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** What a later version wrote, after a rollback or in the middle of an upgrade. */
class LaterSchemasTest {
    private static final StoredCounts COUNTS = new StoredCounts(1L, 2L, 3L, 4L, 5L);
    private static final LaterVersion<StoredCounts> LATER = new LaterVersion<>(StoredCounts.class);

    /** A registry that may be away, and says how often it was asked. */
    private static final class Registry implements SchemaRegistry {
        private final InMemoryRegistry kept = new InMemoryRegistry();
        private boolean away;
        private int asked;

        @Override
        public int register(String subject, Schema schema) {
            requireThere();
            return kept.register(subject, schema);
        }

        @Override
        public Schema byId(int id) {
            throw new UnsupportedOperationException("stored values name no id");
        }

        @Override
        public List<Schema> history(String subject) {
            asked++;
            requireThere();
            return kept.history(subject);
        }

        private void requireThere() {
            if (away) {
                throw new RegistryUnreachableException("nobody answers at http://registry", null);
            }
        }
    }

    private final Registry registry = new Registry();
    private final StoredSerde<StoredCounts> serde = new StoredSerde<>(registry, StoredCounts.class);

    private StoredCounts read(byte[] bytes) {
        return serde.deserializer().deserialize("count-store", bytes);
    }

    @Test
    void aSchemaThatIsRegisteredIsLookedUpOnce() {
        LATER.registerIn(registry);
        StoredSchemas.register(registry);
        assertThat(read(LATER.bytes(COUNTS))).isEqualTo(COUNTS);
        assertThat(read(LATER.bytes(COUNTS))).isEqualTo(COUNTS);
        assertThat(registry.asked).isEqualTo(1);
    }

    @Test
    void ofItsOwnSchemaAndThoseItKeepsNobodyIsAsked() {
        registry.away = true;
        assertThat(read(serde.serializer().serialize("", COUNTS))).isEqualTo(COUNTS);
        assertThat(registry.asked).isZero();
    }

    @Test
    void aSchemaThatNobodyHasIsNoErrorOfTheDataAndSaysWhatToDo() {
        assertThatThrownBy(() -> read(LATER.bytes(COUNTS)))
                .isInstanceOf(UnknownWriterException.class)
                .isNotInstanceOf(SerializationException.class)
                .hasMessageContaining("a value of count-store was written by another version")
                .hasMessageContaining("registered as blackroad.stored.StoredCounts; start that version");
    }

    @Test
    void whileTheRegistryIsAwayItSaysSoAndAsksAgainLater() {
        LATER.registerIn(registry);
        registry.away = true;
        assertThatThrownBy(() -> read(LATER.bytes(COUNTS)))
                .isInstanceOf(UnknownWriterException.class)
                .hasMessageContaining("nobody answers at http://registry");
        registry.away = false;
        assertThat(read(LATER.bytes(COUNTS))).isEqualTo(COUNTS);
    }

    @Test
    void aSchemaThatCannotBeReadIsNoErrorOfTheDataEither() {
        Schema narrower = SchemaBuilder.record("StoredCounts")
                .namespace("io.blackroad.streams.stored")
                .fields()
                .requiredLong("submitted")
                .endRecord();
        registry.register(StoredSchemas.subject(StoredCounts.class), narrower);
        OtherSchemas others = OtherSchemas.of(registry, StoredCounts.class);
        long fingerprint = SchemaNormalization.parsingFingerprint64(narrower);
        assertThatThrownBy(() -> others.find("count-store", fingerprint))
                .isInstanceOf(UnknownWriterException.class)
                .hasMessageContaining("which this version cannot read")
                .hasMessageContaining("start that version");
    }

    @Test
    void aStartWithoutARegistryEndsAsThatOfFactsDoes() {
        registry.away = true;
        assertThatThrownBy(() -> StoredSchemas.register(registry))
                .isInstanceOf(RegistryUnreachableException.class)
                .hasMessageContaining("http://registry");
    }
}
