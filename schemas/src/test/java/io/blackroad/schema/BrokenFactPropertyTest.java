package io.blackroad.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Bytes that are no fact give one kind of exception, whatever they are, and cost no more heap than a fact does. */
class BrokenFactPropertyTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long HEAP_LIMIT = 4 << 20;

    @Property(tries = 100) // each tries every place in the fact
    void everyTruncationIsRefused(@ForAll("topics") Topic<?> topic, @ForAll long seed) {
        byte[] bytes = written(topic, seed);
        FactReader<?> reader = reader(topic);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> reader.read(cut, null)).isInstanceOf(SerializationException.class);
        }
    }

    @Property
    void anythingAppendedIsRefused(@ForAll("topics") Topic<?> topic, @ForAll long seed) {
        byte[] bytes = written(topic, seed);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> reader(topic).read(longer, null))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("1 bytes follow");
    }

    @Property
    void garbageIsReadOrRefused(@ForAll("topics") Topic<?> topic, @ForAll @Size(max = 300) byte[] garbage) {
        byte[] framed = new byte[WireFormat.HEADER_BYTES + garbage.length];
        System.arraycopy(WireFormat.header(1), 0, framed, 0, WireFormat.HEADER_BYTES);
        System.arraycopy(garbage, 0, framed, WireFormat.HEADER_BYTES, garbage.length);
        readOrRefuse(reader(topic), framed);
        readOrRefuse(reader(topic), garbage);
    }

    @Property
    void flippedBytesAreReadOrRefused(
            @ForAll("topics") Topic<?> topic, @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int flips) {
        byte[] bytes = written(topic, seed);
        Random random = new Random(seed);
        for (int i = 0; i < flips; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        readOrRefuse(reader(topic), bytes);
    }

    /** A length of two billion, wherever a length may stand. */
    @Property(tries = 100) // each tries every place in the fact
    void hugeLengthsCostNoHeap(@ForAll("topics") Topic<?> topic, @ForAll long seed, @ForAll boolean negative) {
        byte[] bytes = written(topic, seed);
        FactEncoder huge = new FactEncoder();
        huge.start(new byte[0]);
        huge.writeLong(negative ? -Integer.MAX_VALUE : Integer.MAX_VALUE - 9L);
        byte[] length = huge.bytes();
        FactReader<?> reader = reader(topic);
        for (int at = WireFormat.HEADER_BYTES; at < bytes.length; at++) {
            byte[] broken = Arrays.copyOf(bytes, bytes.length + length.length);
            System.arraycopy(length, 0, broken, at, length.length);
            readOrRefuse(reader, broken);
        }
    }

    @Example
    void nullAndWrongFirstByteAreNamed() {
        FactReader<MetricSampled> reader = new FactReader<>(new InMemoryRegistry(), MetricSampled.class);
        assertThatThrownBy(() -> reader.read(null, null)).hasMessageContaining("is null");
        assertThatThrownBy(() -> reader.read(new byte[] {1, 2}, null)).hasMessageContaining("has 2");
        assertThatThrownBy(() -> reader.read("{\"json\":1}".getBytes(StandardCharsets.US_ASCII), null))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("first byte is 123");
        assertThatThrownBy(() -> reader.read(WireFormat.header(77), null))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("77");
    }

    private static void readOrRefuse(FactReader<?> reader, byte[] bytes) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            reader.read(bytes, null);
        } catch (SerializationException expected) {
            assertThat(expected).hasMessageContaining(" ");
        } catch (Throwable other) {
            fail("no SerializationException for " + Arrays.toString(bytes), other);
        }
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .as("heap bytes for %s", Arrays.toString(bytes))
                .isLessThan(HEAP_LIMIT);
    }

    private static <T extends SpecificRecord> byte[] written(Topic<T> topic, long seed) {
        return new FactWriter<>(new InMemoryRegistry(), topic.subject(), topic.type())
                .write(RandomRecords.specific(topic.type(), seed));
    }

    private static <T extends SpecificRecord> FactReader<T> reader(Topic<T> topic) {
        InMemoryRegistry registry = new InMemoryRegistry();
        registry.register(topic.subject(), FactSchemas.published(topic.type()));
        return new FactReader<>(registry, topic.type());
    }

    @Provide
    static Arbitrary<Topic<?>> topics() {
        return Arbitraries.of(
                Topics.all().stream().filter(topic -> topic.type() != null).toList());
    }
}
