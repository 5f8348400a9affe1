package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What goes back to the caller. */
record Answer(int status, String contentType, Map<String, String> headers, byte[] body) {

    static Answer json(Object value) {
        return new Answer(200, "application/json", Map.of(), Json.bytes(value));
    }

    /** Whether it is what was asked for. */
    boolean found() {
        return status == 200;
    }

    /**
     * The same, marked as what a copy says that follows its owner.
     *
     * @param lagRecords how many records of its changelog the copy had not read
     */
    Answer stale(long lagRecords) {
        ObjectNode marked = Json.object(body);
        marked.put("stale", true);
        marked.put("lagRecords", lagRecords);
        return new Answer(status, contentType, headers, Json.bytes(marked));
    }

    static Answer text(String contentType, String text) {
        return new Answer(200, contentType, Map.of(), text.getBytes(StandardCharsets.UTF_8));
    }
}
