package io.blackroad.producer.gateway;

import io.blackroad.producer.sdk.EventIds;
import io.blackroad.schema.EventId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What an event is remembered by: 128 bits of its agent, its topic and its id. An agent's ids are its own, so nobody
 * can make another's event look like a repeat.
 */
record EventKey(long high, long low) {
    /** Of a fact that came without an identity and so can never be told from another. */
    static final EventKey NONE = new EventKey(0, 0);

    static EventKey of(String agentId, String topic, EventId id) {
        ByteBuffer digest =
                ByteBuffer.wrap(EventIds.digest(agentId, topic, new String(id.bytes(), StandardCharsets.ISO_8859_1)));
        return new EventKey(digest.getLong(), digest.getLong());
    }

    boolean isNone() {
        return high == 0 && low == 0;
    }
}
