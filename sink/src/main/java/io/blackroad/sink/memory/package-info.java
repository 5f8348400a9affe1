/**
 * What agents remember, over shards of Redis.
 *
 * <pre>
 * Memory ◄─ CachedMemory (in this process; told of changes by a topic, and nothing in it gets old)
 *        ◄─ ShardedMemory ─► Router (who owns a key now) ─► RedisLink, one a server
 *                              │
 *                              └─ Mover: brings a key over when the shards change (Migration does so for all)
 * </pre>
 *
 * Every command carries the id of the layout that the caller believes in and is a script, so the server itself refuses a
 * caller who does not know yet that the key has another owner. That is what lets keys move while they are written.
 */
package io.blackroad.sink.memory;
