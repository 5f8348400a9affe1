package io.blackroad.schema;

import io.blackroad.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Kafka's view of {@link FactReader} and {@link FactWriter} for the values of one topic; null stays null. What it gives may
 * be used by many threads, as producers and Kafka Streams do. The schema is registered when a serializer is first asked
 * for. Reader and writer are made once: the stores of Kafka Streams ask for a deserializer at every read.
 */
public final class FactSerde<T extends SpecificRecord> implements Serde<T> {
    private final SchemaRegistry registry;
    private final Topic<T> topic;
    private Serializer<T> serializer;
    private Deserializer<T> deserializer;

    public FactSerde(SchemaRegistry registry, Topic<T> topic) {
        this.registry = registry;
        this.topic = topic;
    }

    @Override
    public synchronized Serializer<T> serializer() {
        if (serializer == null) {
            FactWriter<T> writer = new FactWriter<>(registry, topic.subject(), topic.type());
            serializer = (name, fact) -> fact == null ? null : writer.write(fact);
        }
        return serializer;
    }

    @Override
    public synchronized Deserializer<T> deserializer() {
        if (deserializer == null) {
            FactReader<T> reader = new FactReader<>(registry, topic.type());
            deserializer = (name, bytes) -> bytes == null ? null : reader.read(bytes, null);
        }
        return deserializer;
    }
}
