package io.blackroad.streams.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the events of the stream in the form of {@code text/event-stream}. */
final class EventText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] END_OF_LINE = {'\n'};
    private static final byte[] DATA = ascii("data: ");

    private final ByteArrayOutputStream text = new ByteArrayOutputStream(4_096);

    byte[] bytes() {
        return text.toByteArray();
    }

    EventText layout(long round, Seating.Layout layout) {
        ObjectNode data = JSON.createObjectNode();
        data.put("round", round);
        data.set("places", places(layout.places()));
        ArrayNode ids = data.putArray("agents");
        layout.ids().forEach(ids::add);
        ArrayNode places = data.putArray("seats");
        for (int place : layout.seatPlaces()) {
            places.add(place);
        }
        return event("layout", data);
    }

    EventText seats(Seating.Change change) {
        ObjectNode data = JSON.createObjectNode();
        data.put("from", change.placesBefore());
        data.set("places", places(change.newPlaces()));
        ArrayNode left = data.putArray("left");
        change.left().forEach(left::add);
        ArrayNode came = data.putArray("came");
        change.came()
                .forEach(arrival ->
                        came.addArray().add(arrival.seat()).add(arrival.id()).add(arrival.place()));
        return event("seats", data);
    }

    /** Each target's points as arrays: second, wanted, running, ready, queued, utilisation in thousandths. */
    EventText series(Collection<TargetPoint> points) {
        Map<String, ArrayNode> targets = new TreeMap<>();
        for (TargetPoint point : points) {
            targets.computeIfAbsent(point.target(), none -> JSON.createArrayNode())
                    .addArray()
                    .add(point.second())
                    .add(point.wanted())
                    .add(point.running())
                    .add(point.ready())
                    .add(point.queued())
                    .add(point.utilizationPermille());
        }
        ObjectNode data = JSON.createObjectNode();
        data.put("intervalSeconds", SeriesBook.INTERVAL_SECONDS);
        data.put("keptSeconds", SeriesBook.KEPT_SECONDS);
        data.putObject("targets").setAll(targets);
        return event("series", data);
    }

    EventText decisions(List<ObjectNode> oldestFirst) {
        ObjectNode data = JSON.createObjectNode();
        data.putArray("items").addAll(oldestFirst);
        return event("decisions", data);
    }

    /** A frame or a delta, with the id from which a reader can go on. */
    EventText marks(String name, String id, ObjectNode head, byte[] marks) {
        line(ascii("id: "), ascii(id));
        line(ascii("event: "), ascii(name));
        line(DATA, json(head));
        line(DATA, marks);
        text.writeBytes(END_OF_LINE);
        return this;
    }

    static ObjectNode head(long round, View view, int agents, int seats, int unseated, long skipped) {
        ObjectNode head = JSON.createObjectNode();
        head.put("round", round);
        head.put("at", view.at().toString());
        head.put("agents", agents);
        head.put("seats", seats);
        head.put("unseated", unseated);
        head.put("skipped", skipped);
        ArrayNode missing = head.putArray("missingPartitions");
        view.missing().forEach(missing::add);
        return head;
    }

    private EventText event(String name, ObjectNode data) {
        line(ascii("event: "), ascii(name));
        line(DATA, json(data));
        text.writeBytes(END_OF_LINE);
        return this;
    }

    private void line(byte[] field, byte[] value) {
        text.writeBytes(field);
        text.writeBytes(value);
        text.writeBytes(END_OF_LINE);
    }

    private static ArrayNode places(List<Seating.Place> places) {
        ArrayNode json = JSON.createArrayNode();
        places.forEach(place -> json.addArray().add(place.region()).add(place.worker()));
        return json;
    }

    private static byte[] json(JsonNode data) {
        try {
            return JSON.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
