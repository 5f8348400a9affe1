package io.blackroad.infra.fuzz;

import io.blackroad.schema.FactReader;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Values of the public topics. The first byte says which topic they come from, the others are the value. */
public final class FactFuzz implements Target {
    private static final SchemaRegistry REGISTRY = new InMemoryRegistry();

    private static final List<Format<?>> FORMATS = Topics.all().stream()
            .filter(topic -> topic.type() != null)
            .<Format<?>>map(Format::of)
            .toList();

    private record Format<T extends SpecificRecord>(FactReader<T> reader, FactWriter<T> writer) {
        static <T extends SpecificRecord> Format<T> of(Topic<T> topic) {
            return new Format<>(
                    new FactReader<>(REGISTRY, topic.type()),
                    new FactWriter<>(REGISTRY, topic.name() + "-value", topic.type()));
        }

        /** What was read can be written, and is the same when it is read again. */
        void read(byte[] value) {
            T fact = reader.read(value, null);
            T again = reader.read(writer.write(fact), null);
            if (!again.equals(fact)) {
                throw new AssertionError(fact + " became " + again);
            }
        }
    }

    @Override
    public boolean takes(byte[] input) {
        if (input.length == 0) {
            return false;
        }
        try {
            FORMATS.get((input[0] & 0xff) % FORMATS.size()).read(Arrays.copyOfRange(input, 1, input.length));
            return true;
        } catch (SerializationException e) {
            return Target.refused(e);
        }
    }
}
