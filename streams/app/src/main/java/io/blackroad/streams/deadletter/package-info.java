/** What becomes of facts that cannot be read or make no sense: they travel to the dead letters, and the stream goes on. */
package io.blackroad.streams.deadletter;
