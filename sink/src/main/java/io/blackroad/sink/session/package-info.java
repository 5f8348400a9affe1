/** The life of what reads Kafka on a thread of its own: session after session, until it is closed or cannot go on. */
package io.blackroad.sink.session;
