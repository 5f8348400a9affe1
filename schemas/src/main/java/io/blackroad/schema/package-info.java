/**
 * Contracts of the events: generated record classes, their wire format and the registry that numbers their schemas.
 *
 * <p>{@link io.blackroad.schema.FactSerde} is what Kafka sees of a topic's values. A record that can never be read gives a
 * {@code SerializationException} and is a dead letter; a registry that cannot be asked gives a
 * {@link io.blackroad.schema.SchemaRegistryException}, says nothing about the record and must stop or delay the reader.
 */
package io.blackroad.schema;
