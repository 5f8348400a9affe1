package io.blackroad.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** What is written comes back, for every topic, and the bytes are those of Avro's own reader and writer. */
class FactRoundTripPropertyTest {

    @Property
    void comesBackEqual(@ForAll("topics") Topic<?> topic, @ForAll long seed) {
        comesBack(topic, seed);
    }

    private static <T extends SpecificRecord> void comesBack(Topic<T> topic, long seed) {
        Wire<T> wire = new Wire<>(topic);
        T fact = RandomRecords.specific(topic.type(), seed);
        byte[] bytes = wire.writer.write(fact);

        assertThat(wire.reader.read(bytes, null)).isEqualTo(fact);
        T reused = RandomRecords.specific(topic.type(), seed + 1);
        assertThat(wire.reader.read(bytes, reused)).isSameAs(reused).isEqualTo(fact);
        assertThat(wire.writer.write(reused)).isEqualTo(bytes);
    }

    @Property
    void bytesAreThoseOfAvro(@ForAll("topics") Topic<?> topic, @ForAll long seed) throws IOException {
        sameAsAvro(topic, seed);
    }

    private static <T extends SpecificRecord> void sameAsAvro(Topic<T> topic, long seed) throws IOException {
        Wire<T> wire = new Wire<>(topic);
        T fact = RandomRecords.specific(topic.type(), seed);
        byte[] bytes = wire.writer.write(fact);
        byte[] body = Arrays.copyOfRange(bytes, WireFormat.HEADER_BYTES, bytes.length);

        // A map has no order, so the reader is the judge, and the length.
        assertThat(new SpecificDatumReader<>(topic.type())
                        .read(null, DecoderFactory.get().binaryDecoder(body, null)))
                .isEqualTo(fact);
        assertThat(avroBytes(topic.type(), fact)).hasSize(body.length);
        assertThat(wire.reader.read(framed(bytes, avroBytes(topic.type(), fact)), null))
                .isEqualTo(fact);
    }

    @Property
    void projectionReadsItsFieldsAndLeavesTheOthers(@ForAll("topics") Topic<?> topic, @ForAll long seed) {
        projects(topic, seed);
    }

    private static <T extends SpecificRecord> void projects(Topic<T> topic, long seed) {
        Wire<T> wire = new Wire<>(topic);
        T fact = RandomRecords.specific(topic.type(), seed);
        T reused = RandomRecords.specific(topic.type(), seed + 1);
        List<Field> fields = new ArrayList<>(fact.getSchema().getFields());
        Collections.shuffle(fields, new Random(seed));
        List<Field> chosen = fields.subList(0, 1 + fields.size() / 2);
        List<Object> before = values(reused, fields);

        FactReader<T> reader = new FactReader<>(
                wire.registry,
                topic.type(),
                FactSchemas.projection(
                        topic.type(), chosen.stream().map(Field::name).toArray(String[]::new)));
        reader.read(wire.writer.write(fact), reused);

        assertThat(values(reused, chosen)).isEqualTo(values(fact, chosen));
        List<Field> others = fields.subList(chosen.size(), fields.size());
        assertThat(values(reused, others)).isEqualTo(before.subList(chosen.size(), fields.size()));
    }

    private static List<Object> values(IndexedRecord record, List<Field> fields) {
        List<Object> values = new ArrayList<>();
        fields.forEach(field -> values.add(record.get(field.pos())));
        return values;
    }

    private static <T extends SpecificRecord> byte[] avroBytes(Class<T> type, T fact) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new SpecificDatumWriter<>(type).write(fact, encoder);
        return out.toByteArray();
    }

    private static byte[] framed(byte[] header, byte[] body) {
        byte[] framed = Arrays.copyOf(header, WireFormat.HEADER_BYTES + body.length);
        System.arraycopy(body, 0, framed, WireFormat.HEADER_BYTES, body.length);
        return framed;
    }

    @Provide
    static Arbitrary<Topic<?>> topics() {
        return Arbitraries.of(
                Topics.all().stream().filter(topic -> topic.type() != null).toList());
    }

    /** Reader and writer of a topic on a registry of their own. */
    private static final class Wire<T extends SpecificRecord> {
        final InMemoryRegistry registry = new InMemoryRegistry();
        final FactWriter<T> writer;
        final FactReader<T> reader;

        Wire(Topic<T> topic) {
            writer = new FactWriter<>(registry, topic.subject(), topic.type());
            reader = new FactReader<>(registry, topic.type());
        }
    }
}
