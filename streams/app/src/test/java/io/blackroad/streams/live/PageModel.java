package io.blackroad.streams.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a reader knows who does as the API's document says: the other side of the stream. */
final class PageModel {
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<String> places = new ArrayList<>();
    final List<String> ids = new ArrayList<>();
    final List<Integer> seats = new ArrayList<>();
    final List<String> decisions = new ArrayList<>();
    final List<JsonNode> points = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    byte[] frame = {};
    JsonNode head;
    String lastEventId;

    void read(byte[] text) {
        read(new String(text, StandardCharsets.UTF_8));
    }

    /** Takes over whole events. */
    void read(String text) {
        for (String event : text.split("\n\n")) {
            String name = "";
            List<String> data = new ArrayList<>();
            String id = lastEventId;
            for (String line : event.split("\n")) {
                int colon = line.indexOf(": ");
                String value = line.substring(colon + 2);
                switch (line.substring(0, colon)) {
                    case "id" -> id = value;
                    case "event" -> name = value;
                    case "data" -> data.add(value);
                    default -> {}
                }
            }
            take(name, data);
            lastEventId = id;
        }
    }

    /** Each agent with its place and its two characters. */
    Map<String, String> agents() {
        Map<String, String> agents = new TreeMap<>();
        for (int seat = 0; seat < ids.size(); seat++) {
            if (!ids.get(seat).isEmpty()) {
                agents.put(
                        ids.get(seat),
                        places.get(seats.get(seat)) + " " + (char) frame[2 * seat] + (char) frame[2 * seat + 1]);
            }
        }
        return agents;
    }

    private void take(String name, List<String> data) {
        if (name.isEmpty()) {
            return;
        }
        events.add(name);
        JsonNode json = json(data.get(0));
        switch (name) {
            case "layout" -> layout(json);
            case "seats" -> seats(json);
            case "series" -> json.path("targets").forEach(target -> target.forEach(points::add));
            case "decisions" ->
                json.path("items")
                        .forEach(item -> decisions.add(item.path("decisionId").asText()));
            case "frame" -> mark(json, data.get(1).getBytes(StandardCharsets.US_ASCII));
            case "delta" ->
                mark(
                        json,
                        Frames.apply(
                                frame,
                                (data.size() > 1 ? data.get(1) : "").getBytes(StandardCharsets.US_ASCII),
                                json.path("seats").asInt()));
            default -> throw new IllegalArgumentException("no event is called " + name);
        }
    }

    private void layout(JsonNode layout) {
        places.clear();
        ids.clear();
        seats.clear();
        putPlaces(0, layout);
        layout.path("agents").forEach(id -> ids.add(id.asText()));
        layout.path("seats").forEach(place -> seats.add(place.asInt()));
    }

    private void seats(JsonNode change) {
        putPlaces(change.path("from").asInt(-1), change);
        change.path("left").forEach(seat -> ids.set(seat.asInt(), ""));
        change.path("came").forEach(arrival -> {
            while (ids.size() <= arrival.get(0).asInt()) {
                ids.add("");
                seats.add(-1);
            }
            ids.set(arrival.get(0).asInt(), arrival.get(1).asText());
            seats.set(arrival.get(0).asInt(), arrival.get(2).asInt());
        });
    }

    private void putPlaces(int from, JsonNode change) {
        int number = from;
        for (JsonNode place : change.path("places")) {
            String name = place.get(0).asText() + "/" + place.get(1).asText();
            if (number == places.size()) {
                places.add(name);
            } else {
                places.set(number, name);
            }
            number++;
        }
    }

    private void mark(JsonNode newHead, byte[] newFrame) {
        head = newHead;
        frame = newFrame;
        if (frame.length != 2 * head.path("seats").asInt()) {
            throw new IllegalArgumentException("a frame of " + frame.length + " bytes for " + head);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }
}
