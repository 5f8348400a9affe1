package io.blackroad.streams.query;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What goes back to the caller. */
record Answer(int status, String contentType, Map<String, String> headers, byte[] body) {

    static Answer json(Object value) {
        return new Answer(200, "application/json", Map.of(), Json.bytes(value));
    }

    static Answer text(String contentType, String text) {
        return new Answer(200, contentType, Map.of(), text.getBytes(StandardCharsets.UTF_8));
    }
}
