package io.blackroad.producer.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Takes a body apart into facts. Syntax ends the request, except in NDJSON, where a line is a document of its own. */
final class BodyReader {
    /** A fact has two levels, a batch of CloudEvents four. */
    private static final int MAX_DEPTH = 16;

    private static final int MAX_NUMBER_CHARACTERS = 100;
    private static final int MAX_NAME_CHARACTERS = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_CHARACTERS)
                            .maxNameLength(MAX_NAME_CHARACTERS)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final int maxFacts;

    BodyReader(int maxFacts) {
        this.maxFacts = maxFacts;
    }

    /**
     * The facts of a body, in its order.
     *
     * @param header a request header by name, or null
     * @throws RejectedException if nothing of it can be taken
     */
    List<Item> read(byte[] body, UnaryOperator<String> header) throws RejectedException {
        BodyKind kind = BodyKind.require(header.apply("content-type"));
        if (kind == BodyKind.NDJSON) {
            return lines(body);
        }
        JsonNode document = parse(body, 0, body.length);
        if (kind == BodyKind.JSON && header.apply(CloudEvents.VERSION_HEADER) != null) {
            return List.of(CloudEvents.binary(document, header));
        }
        if (kind == BodyKind.CLOUD_EVENT) {
            return List.of(CloudEvents.structured(0, "", document));
        }
        if (kind == BodyKind.JSON && !document.isArray()) {
            return List.of(Item.plain(0, "", document));
        }
        return array(document, kind);
    }

    private List<Item> array(JsonNode document, BodyKind kind) throws RejectedException {
        if (!document.isArray()) {
            throw new RejectedException(
                    ProblemType.BAD_REQUEST,
                    "the body is " + FieldReaders.kind(document) + "; a batch is an array of CloudEvents");
        }
        requireCount(document.size());
        List<Item> items = new ArrayList<>(document.size());
        for (int i = 0; i < document.size(); i++) {
            JsonNode each = document.get(i);
            String pointer = "/" + i;
            items.add(kind == BodyKind.JSON ? Item.plain(i, pointer, each) : CloudEvents.structured(i, pointer, each));
        }
        return items;
    }

    private List<Item> lines(byte[] body) throws RejectedException {
        List<Item> items = new ArrayList<>();
        int start = 0;
        for (int end = 0; end <= body.length; end++) {
            if (end == body.length || body[end] == '\n') {
                if (!isBlank(body, start, end)) {
                    requireCount(items.size() + 1);
                    items.add(line(items.size(), body, start, end));
                }
                start = end + 1;
            }
        }
        return items;
    }

    private static Item line(int index, byte[] body, int start, int end) {
        String pointer = "/" + index;
        try {
            return Item.plain(index, pointer, parse(body, start, end - start));
        } catch (RejectedException e) {
            return Item.unreadable(index, pointer, e.rejection());
        }
    }

    private static boolean isBlank(byte[] body, int start, int end) {
        for (int i = start; i < end; i++) {
            if (body[i] != ' ' && body[i] != '\r' && body[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private void requireCount(int count) throws RejectedException {
        if (count > maxFacts) {
            throw new RejectedException(Rejection.limited(
                    ProblemType.BATCH_TOO_LARGE,
                    "a request has at most " + maxFacts + " facts; send the rest in another one",
                    maxFacts));
        }
    }

    private static JsonNode parse(byte[] body, int start, int length) throws RejectedException {
        try {
            JsonNode document = JSON.readTree(body, start, length);
            if (document == null || document.isMissingNode()) {
                throw new RejectedException(
                        ProblemType.INVALID_JSON, "the body is empty; send a fact or an array of facts");
            }
            return document;
        } catch (JsonProcessingException e) {
            throw new RejectedException(ProblemType.INVALID_JSON, reason(e));
        } catch (IOException e) {
            throw new RejectedException(ProblemType.INVALID_JSON, "the body is no text: " + e.getMessage());
        }
    }

    private static String reason(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String message = String.valueOf(e.getOriginalMessage());
        String cut = message.length() > 200 ? message.substring(0, 200) + "..." : message;
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return "the JSON cannot be read" + where + ": " + cut;
    }
}
