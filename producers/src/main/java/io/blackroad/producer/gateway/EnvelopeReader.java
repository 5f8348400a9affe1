package io.blackroad.producer.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.producer.sdk.EventIds;
import io.blackroad.schema.EventId;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.TaskChanged;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** Reads a whole fact: its kind, what all kinds have in common, and the fields of its kind. */
final class EnvelopeReader {
    static final String TYPE = "type";

    /** Fields that every fact starts with, and which are no business of its kind. */
    static final Set<String> FIELDS = Set.of("eventId", "agentId", "epoch", "sequence", "occurredAt");

    /** An epoch further ahead would silence its agent for as long. */
    private static final long SKEW_MICROS = 60 * 60 * 1_000_000L;

    /** No agent boots at it. */
    static final long RESET_EPOCH = 0;

    private static final FieldReaders.Texts IDS = new FieldReaders.Texts(FieldRules.ID);
    private static final int UUID_CHARACTERS = 36;

    private EnvelopeReader() {}

    /**
     * The fact, or null after faults were added.
     *
     * @param now the gateway's time: nothing may be far ahead of it
     */
    static IncomingFact read(Item item, Instant now, Faults faults) {
        JsonNode fact = item.fact();
        if (!fact.isObject()) {
            faults.add("is " + FieldReaders.kind(fact) + "; a fact is an object such as {\"type\": \"metric-sampled\", "
                    + "\"agentId\": \"a-1\", \"cpuUsedMillis\": 250}");
            return null;
        }
        FactShape shape = shape(fact, item.defaults().type(), faults);
        String agentId = text("agentId", given(fact, "agentId", item.defaults().agentId()), faults);
        if (shape == null) {
            return null;
        }
        boolean reset = isReset(fact, shape);
        Long epoch = reset
                ? Long.valueOf(RESET_EPOCH)
                : Times.micros("epoch", fact.get("epoch"), now.plusNanos(SKEW_MICROS * 1_000), faults);
        Long sequence = reset ? null : sequence(fact.get("sequence"), epoch, faults);
        Long occurredAt = Times.micros(
                "occurredAt", given(fact, "occurredAt", item.defaults().occurredAt()), null, faults);
        SpecificRecord value = shape.read(fact, faults);
        JsonNode givenId = given(fact, "eventId", item.defaults().eventId());
        String idText = givenId == null ? null : text("eventId", givenId, faults);
        if (!faults.isEmpty()) {
            return null;
        }
        EventId id = idText == null ? derived(value, agentId, shape, epoch, sequence) : named(idText, agentId);
        if (occurredAt != null) {
            shape.occurredAt(value, Times.instant(occurredAt));
        }
        return new IncomingFact(item.index(), shape, value, agentId, id, epoch, sequence);
    }

    /** Epoch 0 and stopped: an operator forgets an agent whose numbers went wrong. */
    private static boolean isReset(JsonNode fact, FactShape shape) {
        JsonNode epoch = fact.path("epoch");
        return shape.topic().type() == LifecycleChanged.class
                && epoch.isIntegralNumber()
                && epoch.asLong(1) == RESET_EPOCH
                && fact.path("change").asText().equalsIgnoreCase("stopped");
    }

    private static FactShape shape(JsonNode fact, JsonNode byDefault, Faults faults) {
        JsonNode type = given(fact, TYPE, byDefault);
        if (type == null || !type.isTextual()) {
            faults.add(TYPE, "is missing; it must be one of " + String.join(", ", FactShape.allNames()));
            return null;
        }
        return FactShape.named(type.textValue()).orElseGet(() -> {
            String near = Spelling.meant(type.textValue(), FactShape.allNames())
                    .map(name -> ", did you mean " + name + "?")
                    .orElse(";");
            faults.add(
                    TYPE,
                    "is no kind of fact" + near + " it must be one of " + String.join(", ", FactShape.allNames()));
            return null;
        });
    }

    private static JsonNode given(JsonNode fact, String field, JsonNode byDefault) {
        JsonNode value = fact.get(field);
        return value == null || value.isNull() ? byDefault : value;
    }

    private static String text(String field, JsonNode value, Faults faults) {
        if (value == null) {
            faults.add(field, "is missing; " + IDS.allowed());
            return null;
        }
        return IDS.read(value, problem -> faults.add(field, problem));
    }

    private static Long sequence(JsonNode value, Long epoch, Faults faults) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 1
                || value.longValue() > FieldRules.MAX_EXACT) {
            faults.add(
                    "sequence",
                    "must be a whole number from 1 to " + FieldRules.MAX_EXACT
                            + "; count the facts of one epoch on one topic from 1, or leave it out");
            return null;
        }
        if (epoch == null) {
            faults.add(
                    "epoch",
                    "is missing; a sequence counts from the agent's boot, so give its time as epoch, or "
                            + "leave both out and the gateway numbers the facts");
        }
        return value.longValue();
    }

    /** What can happen once only is known by what it is, so a repeat is found without an id; null where it is not. */
    private static EventId derived(SpecificRecord value, String agentId, FactShape shape, Long epoch, Long sequence) {
        if (value instanceof TaskChanged task && !task.getSource().isEmpty()) {
            return EventIds.of(
                    task.getSource(), task.getTaskId(), task.getChange().name());
        }
        return sequence == null
                ? null
                : EventIds.of(agentId, shape.topic().name(), epoch.toString(), sequence.toString());
    }

    /** A UUID is taken as it is; any other text names the event among its agent's. */
    private static EventId named(String text, String agentId) {
        if (text.length() == UUID_CHARACTERS) {
            try {
                UUID uuid = UUID.fromString(text);
                byte[] bytes = new byte[16];
                ByteBuffer.wrap(bytes).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
                return new EventId(bytes);
            } catch (IllegalArgumentException e) {
                // A name like any other, that happens to be as long as a UUID.
            }
        }
        return EventIds.of(agentId, text);
    }
}
