package io.blackroad.producer.gateway;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One fact of a request, not looked at yet.
 *
 * @param index place in the request, from 0
 * @param pointer where the fact is in the body
 * @param fact the JSON; null when it could not be read
 * @param defaults what the envelope around it says
 * @param unreadable why it could not be read; null when it could
 */
record Item(int index, String pointer, JsonNode fact, EventDefaults defaults, Rejection unreadable) {
    static Item plain(int index, String pointer, JsonNode fact) {
        return new Item(index, pointer, fact, EventDefaults.NONE, null);
    }

    static Item unreadable(int index, String pointer, Rejection why) {
        return new Item(index, pointer, null, EventDefaults.NONE, why);
    }
}
