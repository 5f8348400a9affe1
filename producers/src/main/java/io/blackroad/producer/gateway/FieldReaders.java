package io.blackroad.producer.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** Readers by the type that the schema gives a field. */
final class FieldReaders {
    private static final int MAX_ITEMS = 32;

    private FieldReaders() {}

    static FieldReader of(Schema schema, FieldRule rule) {
        return switch (schema.getType()) {
            case INT -> new Numbers(rule, true);
            case LONG -> new Numbers(rule, false);
            case STRING -> new Texts(rule);
            case ENUM -> new Choices(schema);
            case ARRAY -> new Lists(of(schema.getElementType(), rule));
            case UNION -> of(withoutNull(schema), rule);
            default -> throw new IllegalStateException("no reader for " + schema);
        };
    }

    private static Schema withoutNull(Schema union) {
        return union.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    /** What a value is, for people. */
    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            default -> "null";
        };
    }

    /** Whole numbers within bounds; 250.0 is one too, since some languages write them so. */
    private record Numbers(FieldRule rule, boolean narrow) implements FieldReader {
        @Override
        public Object read(JsonNode value, Consumer<String> fault) {
            if (!value.isNumber()) {
                fault.accept("is " + kind(value) + "; " + allowed());
                return null;
            }
            boolean whole = value.isIntegralNumber()
                    ? value.canConvertToLong()
                    : value.doubleValue() == Math.rint(value.doubleValue())
                            && Math.abs(value.doubleValue()) <= FieldRules.MAX_EXACT;
            long number = whole ? value.longValue() : 0;
            if (!whole || number < rule.min() || number > rule.max()) {
                fault.accept("is " + Excerpt.of(value.asText()) + "; " + allowed());
                return null;
            }
            return narrow ? (Object) (int) number : (Object) number;
        }

        @Override
        public String allowed() {
            return "it must be a whole number from " + rule.min() + " to " + rule.max();
        }
    }

    /** Text without characters that would do something where it is shown. */
    record Texts(FieldRule rule) implements FieldReader {
        @Override
        public String read(JsonNode value, Consumer<String> fault) {
            if (!value.isTextual()) {
                fault.accept("is " + kind(value) + "; " + allowed());
                return null;
            }
            String text = value.textValue();
            if (text.length() < rule.least() || text.length() > rule.most()) {
                fault.accept("has " + text.length() + " characters; " + allowed());
                return null;
            }
            if (!isVisible(text)
                    || rule.pattern() != null && !rule.pattern().matcher(text).matches()) {
                fault.accept("is '" + Excerpt.of(text) + "'; " + allowed());
                return null;
            }
            return text;
        }

        @Override
        public String allowed() {
            return "it must be a string of " + rule.least() + " to " + rule.most() + " of " + rule.written();
        }

        private static boolean isVisible(String text) {
            for (int i = 0; i < text.length(); i++) {
                char character = text.charAt(i);
                if (Character.isISOControl(character) || Character.isSurrogate(character) && !paired(text, i)) {
                    return false;
                }
            }
            return true;
        }

        /** Half a character has no encoding; it would be written as a question mark. */
        private static boolean paired(String text, int i) {
            return Character.isHighSurrogate(text.charAt(i))
                    ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                    : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
    }

    /** One of a few names, in any case; UNKNOWN is for readers of newer facts and nobody says it. */
    private static final class Choices implements FieldReader {
        private final Schema schema;
        private final List<String> names;

        Choices(Schema schema) {
            this.schema = schema;
            this.names = schema.getEnumSymbols().stream()
                    .filter(symbol -> !symbol.equals(schema.getEnumDefault()))
                    .map(symbol -> symbol.toLowerCase(Locale.ROOT))
                    .toList();
        }

        @Override
        public Object read(JsonNode value, Consumer<String> fault) {
            String text = value.isTextual() ? value.textValue().toLowerCase(Locale.ROOT) : "";
            if (names.contains(text)) {
                return SpecificData.get().createEnum(text.toUpperCase(Locale.ROOT), schema);
            }
            String near = text.length() > GatewayLimits.MAX_NAME_CHARACTERS
                    ? ";"
                    : Spelling.meant(text, names)
                            .map(name -> ", did you mean " + name + "?")
                            .orElse(";");
            fault.accept(
                    "is " + (value.isTextual() ? "'" + Excerpt.of(text) + "'" : kind(value)) + near + " " + allowed());
            return null;
        }

        @Override
        public String allowed() {
            return "it must be one of " + String.join(", ", names);
        }
    }

    private record Lists(FieldReader items) implements FieldReader {
        @Override
        public Object read(JsonNode value, Consumer<String> fault) {
            if (!value.isArray() || value.size() > MAX_ITEMS) {
                fault.accept("is " + kind(value) + " of " + value.size() + "; " + allowed());
                return null;
            }
            List<Object> read = new ArrayList<>();
            value.forEach(item -> read.add(items.read(item, problem -> fault.accept("has an item that " + problem))));
            return read;
        }

        @Override
        public String allowed() {
            return "it must be an array of at most " + MAX_ITEMS + " items, each of them: " + items.allowed();
        }
    }
}
