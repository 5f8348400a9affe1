/** Many records pass through Kafka Streams as one. */
package io.blackroad.streams.bundle;
