package io.blackroad.schema;

import io.blackroad.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Kafka's view of {@link FactReader} and {@link FactWriter} for the values of one topic; null stays null. What it gives may
 * be used by many threads, as producers and Kafka Streams do. The schema is registered when a serializer is asked for.
 */
public final class FactSerde<T extends SpecificRecord> implements Serde<T> {
    private final SchemaRegistry registry;
    private final Topic<T> topic;

    public FactSerde(SchemaRegistry registry, Topic<T> topic) {
        this.registry = registry;
        this.topic = topic;
    }

    @Override
    public Serializer<T> serializer() {
        FactWriter<T> writer = new FactWriter<>(registry, topic.subject(), topic.type());
        return (name, fact) -> fact == null ? null : writer.write(fact);
    }

    @Override
    public Deserializer<T> deserializer() {
        FactReader<T> reader = new FactReader<>(registry, topic.type());
        return (name, bytes) -> bytes == null ? null : reader.read(bytes, null);
    }
}
