package io.blackroad.producer.gateway;

import io.blackroad.infra.fuzz.Target;
import io.blackroad.schema.EventId;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** Requests of agents as they come over HTTP: header lines, an empty line, the body. */
public final class GatewayFuzz implements Target {
    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String PATH = "/v1/events";
    private static final BodyReader BODIES = new BodyReader(100);
    private static final SchemaRegistry REGISTRY = new InMemoryRegistry();

    private static final Map<FactShape, Format<?>> FORMATS =
            FactShape.ALL.stream().collect(Collectors.toMap(Function.identity(), shape -> Format.of(shape.topic())));

    private record Format<T extends SpecificRecord>(Class<T> type, FactWriter<T> writer, FactReader<T> reader) {
        static <T extends SpecificRecord> Format<T> of(Topic<T> topic) {
            return new Format<>(
                    topic.type(),
                    new FactWriter<>(REGISTRY, topic.name() + "-value", topic.type()),
                    new FactReader<>(REGISTRY, topic.type()));
        }

        boolean survives(SpecificRecord fact) {
            return reader.read(writer.write(type.cast(fact)), null).equals(fact);
        }
    }

    @Override
    public boolean takes(byte[] input) {
        int body = bodyOf(input);
        Map<String, String> headers = headers(new String(input, 0, body, StandardCharsets.ISO_8859_1));
        try {
            byte[] plain = Gunzip.decoded(
                    Arrays.copyOfRange(input, body, input.length), headers.get("content-encoding"), MAX_BODY_BYTES);
            return BODIES.read(plain, headers::get).stream()
                            .filter(GatewayFuzz::takes)
                            .count()
                    > 0;
        } catch (RejectedException e) {
            Answer.refused(e.rejection(), PATH);
            return false;
        }
    }

    /** A fact that is taken reaches the topic as it was understood; of any other the client hears what is wrong. */
    private static boolean takes(Item item) {
        if (item.unreadable() != null) {
            return refused(item, item.unreadable());
        }
        Faults faults = new Faults(item.pointer());
        IncomingFact fact = EnvelopeReader.read(item, NOW, faults);
        if (!faults.isEmpty()) {
            return refused(item, Rejection.invalid(faults.all()));
        }
        long epoch = fact.epoch() == null ? 1 : fact.epoch();
        long sequence = fact.sequence() == null ? 1 : fact.sequence();
        EventId id = fact.id() == null ? new EventId(new byte[16]) : fact.id();
        fact.shape().complete(fact.value(), id, fact.agentId(), new FactNumber(epoch, sequence), NOW);
        if (!FORMATS.get(fact.shape()).survives(fact.value())) {
            throw new AssertionError("was taken, and is another one in its topic: " + fact);
        }
        return true;
    }

    private static boolean refused(Item item, Rejection why) {
        Answer.partly(0, 0, List.of(new Answer.Failure(item.index(), why)), PATH);
        return false;
    }

    /** Where the first empty line ends; the end if there is none. */
    private static int bodyOf(byte[] input) {
        for (int i = 1; i < input.length; i++) {
            if (input[i] == '\n' && input[i - 1] == '\n') {
                return i + 1;
            }
        }
        return input.length;
    }

    private static Map<String, String> headers(String lines) {
        Map<String, String> headers = new HashMap<>();
        for (String line : lines.split("\n")) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                headers.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        return headers;
    }
}
