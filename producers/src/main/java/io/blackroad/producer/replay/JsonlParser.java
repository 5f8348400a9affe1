package io.blackroad.producer.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;

/**
 * One JSON object a line: {@code at_s} (seconds) or {@code timestamp} (ISO-8601), then {@code input_tokens} and
 * {@code output_tokens} of one request, or {@code count} of several; {@code region} and {@code service} if known.
 */
final class JsonlParser implements RowParser {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final List<String> NAMES =
            List.of("at_s", "timestamp", "input_tokens", "output_tokens", "count", "region", "service");
    private static final long MOST_REQUESTS = 1_000_000_000_000L;

    @Override
    public String header() {
        return null;
    }

    @Override
    public TraceRow parse(String line) throws UnexpectedValueException {
        JsonNode row = object(line);
        long at = at(row, line);
        boolean counted = row.has("count");
        if (counted == (row.has("input_tokens") || row.has("output_tokens"))) {
            throw new UnexpectedValueException("either count, or input_tokens and output_tokens", line);
        }
        String region = name(row, "region");
        String service = name(row, "service");
        if (counted) {
            return new TraceRow(at, whole(row, "count", MOST_REQUESTS), 0, 0, region, service);
        }
        int input = (int) whole(row, "input_tokens", Integer.MAX_VALUE);
        int output = (int) whole(row, "output_tokens", Integer.MAX_VALUE);
        return new TraceRow(at, 1, input, output, region, service);
    }

    private static JsonNode object(String line) throws UnexpectedValueException {
        JsonNode row;
        try {
            row = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UnexpectedValueException("a JSON object", line);
        }
        if (!row.isObject()) {
            throw new UnexpectedValueException("a JSON object", line);
        }
        for (Iterator<String> names = row.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!NAMES.contains(name)) {
                throw new UnexpectedValueException("only the names " + String.join(", ", NAMES), name);
            }
        }
        return row;
    }

    private static long at(JsonNode row, String line) throws UnexpectedValueException {
        if (row.has("at_s") == row.has("timestamp")) {
            throw new UnexpectedValueException("either at_s or timestamp", line);
        }
        if (row.has("at_s")) {
            return Fields.secondsAsMicros("at_s", row.get("at_s").asText());
        }
        String timestamp = row.get("timestamp").asText();
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(timestamp));
        } catch (DateTimeException | ArithmeticException e) {
            throw new UnexpectedValueException("timestamp such as 2026-03-01T12:00:00.25Z", timestamp);
        }
    }

    /** Absent tokens are 0: a trace may know only one side. */
    private static long whole(JsonNode row, String name, long max) throws UnexpectedValueException {
        JsonNode value = row.get(name);
        return value == null ? 0 : Fields.whole(name, value.asText(), max);
    }

    private static String name(JsonNode row, String name) throws UnexpectedValueException {
        JsonNode value = row.get(name);
        if (value == null) {
            return "";
        }
        if (!value.isTextual()) {
            throw new UnexpectedValueException(name + " as text", value.toString());
        }
        return value.textValue();
    }
}
