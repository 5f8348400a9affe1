package io.blackroad.sink.jdbc;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that cannot be written, and why. */
record Letter(ConsumerRecord<byte[], byte[]> found, Exception why) {}
