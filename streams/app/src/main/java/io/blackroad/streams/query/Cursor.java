package io.blackroad.streams.query;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Where a page ended. Opaque to callers, the same on every instance, and good for no other list than its own. */
record Cursor(String list, List<String> values) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};

    String encode() {
        List<String> parts = new ArrayList<>(values);
        parts.add(0, list);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(parts));
    }

    /** The cursor of a list that somebody sent back; empty if it is none. */
    static Optional<Cursor> decode(String list, int size, String text) {
        try {
            List<String> parts = MAPPER.readValue(Base64.getUrlDecoder().decode(text), STRINGS);
            if (parts == null
                    || parts.size() != size + 1
                    || parts.contains(null)
                    || !parts.get(0).equals(list)) {
                return Optional.empty();
            }
            return Optional.of(new Cursor(list, parts.subList(1, parts.size())));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
