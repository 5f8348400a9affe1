package io.blackroad.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.schema.TaskChanged;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a fact says is understood, and what is wrong with it is said at once, at its place. */
class EnvelopeReaderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private final Faults faults = new Faults("/3");

    private IncomingFact read(String json) {
        try {
            return EnvelopeReader.read(Item.plain(3, "/3", new ObjectMapper().readTree(json)), NOW, faults);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private String found() {
        return faults.all().stream()
                .map(fault -> fault.pointer() + " " + fault.problem())
                .collect(Collectors.joining("\n"));
    }

    private static String task(String more) {
        return "{\"type\":\"task-changed\",\"agentId\":\"a\",\"taskId\":\"t\",\"change\":\"started\"" + more + "}";
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThat(read(
                        "{\"type\":\"lifecycle-changed\",\"change\":\"strated\",\"service\":\"API\",\"cpu_requested_millis\":1,"
                                + "\"memoryRequestedBytes\":-1,\"epoch\":\"yesterday\",\"sequence\":0}"))
                .isNull();
        assertThat(faults.all())
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrder(
                        "/3/agentId",
                        "/3/change",
                        "/3/service",
                        "/3/region",
                        "/3/cpu_requested_millis",
                        "/3/memoryRequestedBytes",
                        "/3/epoch",
                        "/3/sequence");
        assertThat(found())
                .contains("did you mean cpuRequestedMillis?")
                .contains("is 'strated', did you mean started? it must be one of registered, started")
                .contains("is '" + "API'; it must be a string of 1 to 63 of a-z, 0-9 and -");
    }

    @Test
    void whatIsWrongIsShownWithoutCharactersThatSteerATerminal() {
        assertThat(read(task(",\"eventId\":\"a\\u009b31m\\u202eb\"").replace("started", "st\u202e\u009barted")))
                .isNull();
        assertThat(found()).contains("/3/eventId is 'a?31m?b'").contains("/3/change is 'st??arted'");
    }

    @ParameterizedTest
    @CsvSource({
        "1772359200, seconds",
        "1772359200000, milliseconds",
        "1772359200000000000, nanoseconds",
        "1772359200.5, not whole",
        "'\"2026-03-01T10:00:00\"', no time with an offset",
        "'\"2026-03-01 10:00\"', no time with an offset"
    })
    void aTimeInTheWrongUnitIsRecognised(String time, String told) {
        assertThat(read(task(",\"occurredAt\":" + time))).isNull();
        assertThat(found()).startsWith("/3/occurredAt ").contains(told).contains("2026-11-24T12:00:00.5Z");
    }

    @Test
    void epochZeroIsAResetWhereAnAgentStopsAndAMistakeElsewhere() {
        String reset = "{\"type\":\"lifecycle-changed\",\"agentId\":\"a\",\"change\":\"%s\",\"epoch\":0,"
                + "\"region\":\"us-east\",\"service\":\"api\"}";
        IncomingFact fact = read(String.format(reset, "stopped"));
        assertThat(fact.isReset()).isTrue();
        assertThat(fact.id()).isNull();
        assertThat(read(String.format(reset, "started"))).isNull();
        assertThat(found()).contains("/3/epoch lies outside of 2000 to 2100");
    }

    @Test
    void anEpochThatLiesAheadIsRefusedAndASequenceNeedsOne() {
        assertThat(read(task(",\"epoch\":\"2026-03-01T11:00:01Z\""))).isNull();
        assertThat(found()).contains("/3/epoch lies more than an hour ahead");
        assertThat(read(task(",\"sequence\":7"))).isNull();
        assertThat(found()).contains("/3/epoch is missing");
    }

    @Test
    void idsAreTakenAsTheyAreOrDerivedAndAreTheAgentsOwn() {
        String uuid = "0b7f5a52-3f5e-4b0e-9c1d-6a6f0f6f5a01";
        assertThat(read(task(",\"eventId\":\"" + uuid + "\"")).id().bytes())
                .startsWith((byte) 0x0b, (byte) 0x7f)
                .endsWith((byte) 0x5a, (byte) 0x01);
        IncomingFact named = read(task(",\"eventId\":\"one\""));
        assertThat(read(task(",\"eventId\":\"one\"")).id()).isEqualTo(named.id());
        assertThat(read(task(",\"eventId\":\"one\"").replace("\"a\"", "\"b\"")).id())
                .isNotEqualTo(named.id());
        assertThat(read(task("")).id()).isNull();
        String numbered = task(",\"epoch\":\"2026-03-01T09:00:00Z\",\"sequence\":1");
        assertThat(read(numbered).id()).isNotNull().isEqualTo(read(numbered).id());
        String intake = task(",\"source\":\"router\"");
        assertThat(read(intake).id()).isNotNull().isEqualTo(read(intake).id());
    }

    @Test
    void nullIsAsGoodAsNothing() {
        IncomingFact fact = read(task(",\"eventId\":null,\"epoch\":null,\"reason\":null,\"inputTokens\":null"));
        assertThat(found()).isEmpty();
        assertThat(((TaskChanged) fact.value()).getInputTokens()).isZero();
    }

    @Test
    void aFactOfNothingButUnknownFieldsDoesNotMakeAnEndlessAnswer() {
        String many = java.util.stream.IntStream.range(0, 5_000)
                .mapToObj(i -> ",\"x" + i + "\":1")
                .collect(Collectors.joining());
        assertThat(read(task(many))).isNull();
        assertThat(faults.all()).hasSize(Faults.MAX);
    }

    @Test
    void everyKindHasANameThatItsTopicHas() {
        assertThat(FactShape.allNames())
                .isEqualTo(List.of("lifecycle-changed", "task-changed", "metric-sampled", "gpu-changed"));
        for (FactShape shape : FactShape.ALL) {
            assertThat(shape.topic().name()).isEqualTo("fleet.agent." + shape.name() + ".v1");
        }
    }
}
