package io.blackroad.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** OpenAPI documents of what answers on one port, put together. */
public final class OpenApiDocuments {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESOURCE = "/access-openapi.json";
    private static final List<String> NOT_LET_IN = List.of("401", "403", "429");
    private static final Set<String> OPERATIONS = Set.of("get", "put", "post", "delete", "patch");

    private OpenApiDocuments() {}

    /** One document of both; where both say something, {@code own} stands. */
    public static String with(String own, String more) {
        return text(merged(parsed(own), parsed(more)));
    }

    /** The document with what an {@link AccessHandler} answers in front of its routes. */
    public static String guarded(String own) {
        ObjectNode whole = merged(parsed(own), parsed(resource()));
        ObjectNode security = JSON.createObjectNode();
        security.putArray("any").addObject().putArray("token");
        security.withArray("any").addObject().putArray("session");
        security.withArray("any").addObject();
        whole.withObject("/paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> OPERATIONS.contains(operation.getKey()))
                        .filter(operation -> !Need.isOpen(path.getKey()))
                        .forEach(operation -> guard((ObjectNode) operation.getValue(), security.path("any"))));
        return text(whole);
    }

    /** Paths that an {@link AccessHandler} answers itself. */
    public static Set<String> ownPaths() {
        return Set.of(Sessions.PATH);
    }

    private static void guard(ObjectNode operation, JsonNode security) {
        if (!operation.has("security")) {
            operation.set("security", security);
        }
        ObjectNode responses = operation.withObject("/responses");
        for (String status : NOT_LET_IN) {
            if (!responses.has(status)) {
                responses.putObject(status).put("$ref", "#/components/responses/NotLetIn");
            }
        }
    }

    private static ObjectNode merged(ObjectNode whole, ObjectNode added) {
        addMissing(whole.withObject("/paths"), added.withObject("/paths"));
        added.withObject("/components").properties().forEach(kind -> {
            addMissing(whole.withObject("/components/" + kind.getKey()), (ObjectNode) kind.getValue());
        });
        return whole;
    }

    private static void addMissing(ObjectNode to, ObjectNode from) {
        from.properties().forEach(each -> {
            if (!to.has(each.getKey())) {
                to.set(each.getKey(), each.getValue());
            }
        });
    }

    private static ObjectNode parsed(String document) {
        try {
            return JSON.readValue(document, ObjectNode.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("a document is no JSON object: " + e.getMessage(), e);
        }
    }

    private static String text(ObjectNode document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource() {
        try (InputStream resource = OpenApiDocuments.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
