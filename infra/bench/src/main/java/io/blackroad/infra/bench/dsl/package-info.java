/** The peer: the same work as an ordinary user writes it with the Kafka Streams DSL. */
package io.blackroad.infra.bench.dsl;
