package io.blackroad.producer.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * CloudEvents 1.0 as they come over HTTP: the type is the kind of fact, the subject its agent, source and id together its
 * identity, the data its fields. What the data says itself goes before.
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 */
final class CloudEvents {
    static final String VERSION_HEADER = "ce-specversion";

    private static final String VERSION = "1.0";
    private static final int UUID_CHARACTERS = 36;

    private CloudEvents() {}

    /** An event in structured mode. */
    static Item structured(int index, String pointer, JsonNode event) {
        if (!event.isObject()) {
            return invalid(index, pointer, "is " + FieldReaders.kind(event) + "; a CloudEvent is an object");
        }
        Faults faults = new Faults(pointer);
        if (event.hasNonNull("data_base64")) {
            faults.add("data_base64", "is not taken; put the fact into data as JSON");
        }
        String type = event.path("datacontenttype").asText("application/json");
        if (BodyKind.of(type).filter(BodyKind.JSON::equals).isEmpty()) {
            faults.add("datacontenttype", "is no JSON; the data of a fact is application/json");
        }
        JsonNode data = event.get("data");
        if (data == null || !data.isObject()) {
            faults.add("data", "is missing or no object; it holds the fields of the fact");
        }
        return item(index, pointer + "/data", data, name -> text(event.get(name)), faults);
    }

    /** An event in binary mode: the attributes are headers, the body is the data. */
    static Item binary(JsonNode data, UnaryOperator<String> header) {
        return item(0, "", data, name -> decoded(header.apply("ce-" + name)), new Faults(""));
    }

    /** Headers hold ASCII; other characters are percent-encoded by the HTTP binding. */
    private static String decoded(String value) {
        if (value == null || value.indexOf('%') < 0) {
            return value;
        }
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private static Item item(
            int index, String dataPointer, JsonNode data, UnaryOperator<String> attribute, Faults faults) {
        for (String missing : missing(attribute)) {
            faults.add(missing, "is missing; CloudEvents 1.0 requires it");
        }
        String version = attribute.apply("specversion");
        if (version != null && !version.equals(VERSION)) {
            faults.add("specversion", "is not taken; this is CloudEvents " + VERSION);
        }
        if (!faults.isEmpty()) {
            return Item.unreadable(index, dataPointer, Rejection.invalid(faults.all()));
        }
        EventDefaults defaults = new EventDefaults(
                node(attribute.apply("type")),
                node(attribute.apply("subject")),
                node(identity(attribute.apply("source"), attribute.apply("id"))),
                node(attribute.apply("time")));
        return new Item(index, dataPointer, data, defaults, null);
    }

    private static List<String> missing(UnaryOperator<String> attribute) {
        List<String> missing = new ArrayList<>(0);
        for (String name : List.of("specversion", "id", "source", "type")) {
            String value = attribute.apply(name);
            if (value == null || value.isEmpty()) {
                missing.add(name);
            }
        }
        return missing;
    }

    /** An id is unique within its source, but for a UUID, which is unique everywhere. */
    private static String identity(String source, String id) {
        return id.length() == UUID_CHARACTERS ? id : source + " " + id;
    }

    private static Item invalid(int index, String pointer, String problem) {
        Faults faults = new Faults(pointer);
        faults.add(problem);
        return Item.unreadable(index, pointer, Rejection.invalid(faults.all()));
    }

    private static String text(JsonNode value) {
        return value == null || value.isNull() ? null : value.asText();
    }

    private static JsonNode node(String text) {
        return text == null ? null : TextNode.valueOf(text);
    }
}
