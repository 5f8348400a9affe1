package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The document that says what the server answers, with what others answer on the same port. */
final class OpenApiDocument {
    private static final String RESOURCE = "/openapi.json";

    private OpenApiDocument() {}

    static String own() {
        try (InputStream resource = OpenApiDocument.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One document of both; where both say something, {@code own} stands. */
    static String with(String own, String more) {
        try {
            ObjectNode whole = Json.parse(own.getBytes(StandardCharsets.UTF_8), ObjectNode.class);
            ObjectNode added = Json.parse(more.getBytes(StandardCharsets.UTF_8), ObjectNode.class);
            addMissing(whole.withObject("/paths"), added.withObject("/paths"));
            added.withObject("/components").properties().forEach(kind -> {
                addMissing(whole.withObject("/components/" + kind.getKey()), (ObjectNode) kind.getValue());
            });
            return new String(Json.bytes(whole), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("a document is no JSON object: " + e.getMessage(), e);
        }
    }

    private static void addMissing(ObjectNode to, ObjectNode from) {
        from.properties().forEach(each -> {
            if (!to.has(each.getKey())) {
                to.set(each.getKey(), each.getValue());
            }
        });
    }
}
