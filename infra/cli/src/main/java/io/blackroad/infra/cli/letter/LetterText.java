package io.blackroad.infra.cli.letter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.blackroad.infra.cli.terminal.Terminal;
import io.blackroad.schema.AvroJson;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.SchemaRegistryException;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.errors.SerializationException;

/** A letter as people and programs read it. */
final class LetterText {
    private static final int SHOWN_BYTES = 512;

    private final SchemaRegistry registry;

    LetterText(SchemaRegistry registry) {
        this.registry = registry;
    }

    /** One line. */
    static String line(Letter letter) {
        return Terminal.harmless(String.format(
                Locale.ROOT,
                "%6d  %s  %-32s %-20s %s",
                letter.offset(),
                letter.at(),
                letter.topic().isEmpty() ? "-" : letter.topic(),
                letter.keyText(),
                letter.message()));
    }

    /** Everything about one: where it comes from, why it is here, what it holds, where that was found out. */
    List<String> page(Letter letter) {
        List<String> lines = new ArrayList<>(List.of(
                "letter   " + letter.offset(),
                "from     " + letter.topic() + ", partition " + letter.partition() + ", offset " + letter.origin(),
                "at       " + letter.at(),
                "key      " + letter.keyText(),
                "because  " + letter.message() + " (" + letter.exception() + ")"));
        letter.headers().forEach(header -> lines.add("header   " + header.key()));
        lines.add("value    " + value(letter));
        letter.trace().lines().map(line -> "  " + line.replace('\t', ' ')).forEach(lines::add);
        return lines.stream().map(Terminal::harmless).toList();
    }

    private String value(Letter letter) {
        JsonNode value = decoded(letter);
        if (!value.isTextual()) {
            return value.toString();
        }
        byte[] bytes = letter.value();
        return bytes.length + " bytes that no schema reads: "
                + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN_BYTES))
                + (bytes.length > SHOWN_BYTES ? "..." : "");
    }

    /** For programs; a value that no schema reads is its bytes in hexadecimal. */
    ObjectNode json(Letter letter) {
        ObjectNode json = new ObjectMapper()
                .createObjectNode()
                .put("letter", letter.offset())
                .put("at", letter.at().toString())
                .put("topic", letter.topic())
                .put("partition", letter.partition())
                .put("offset", letter.origin())
                .put("key", letter.keyText())
                .put("exception", letter.exception())
                .put("message", letter.message());
        json.set("value", decoded(letter));
        return json;
    }

    private JsonNode decoded(Letter letter) {
        if (letter.value() == null) {
            return NullNode.getInstance();
        }
        try {
            for (Topic<?> topic : Topics.all()) {
                if (topic.name().equals(letter.topic()) && topic.type() != null) {
                    return AvroJson.of(new FactReader<>(registry, topic.type()).read(letter.value(), null));
                }
            }
        } catch (SerializationException | SchemaRegistryException e) {
            // Most letters are here for this; their bytes are shown instead.
        }
        return TextNode.valueOf(HexFormat.of().formatHex(letter.value()));
    }
}
