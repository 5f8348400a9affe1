/**
 * The servers of the embedded stack, each in a JVM of its own: a Kafka broker and a schema registry that anyone can
 * start on one machine, for {@code up} and for tests that want the real thing.
 *
 * <p>Every child is a {@link io.blackroad.infra.stack.ChildJvm}: it ends when its parent ends, however that ends, and it
 * holds its data folder locked for as long as it lives. All listen on 127.0.0.1 only.
 */
package io.blackroad.infra.stack;
