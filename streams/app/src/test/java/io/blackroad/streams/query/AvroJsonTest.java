package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.schema.AvroJson;
import io.blackroad.schema.Direction;
import io.blackroad.schema.EventId;
import io.blackroad.schema.ScaleDecided;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

class AvroJsonTest {
    private final ScaleDecided decision =
            Facts.decision(new TargetKey("us-east", "api"), 4, Facts.NOON.plusNanos(5_000), Direction.UP);

    @Test
    void hasEveryFieldOfTheSchemaInItsOrder() {
        List<String> names = new ArrayList<>();
        AvroJson.of(decision).fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactlyElementsOf(decision.getSchema().getFields().stream()
                        .map(Schema.Field::name)
                        .toList());
    }

    @Test
    void writesTimesEnumsUnionsAndNestedRecords() {
        ObjectNode json = AvroJson.of(decision);
        assertThat(json.path("decidedAt").asText()).isEqualTo("2026-03-01T12:00:00.000005Z");
        assertThat(json.path("direction").asText()).isEqualTo("UP");
        assertThat(json.path("shadow").isNull()).isTrue();
        JsonNode state = json.path("evidence").path("state");
        assertThat(state.path("lastChangeAt").isNull()).isTrue();
        assertThat(state.path("pendingSince").asText()).isEqualTo("2026-03-01T11:59:00.000005Z");
        assertThat(json.path("evidence").path("rule").path("pauseUp").isBoolean())
                .isTrue();
        assertThat(json.path("evidence")
                        .path("sample")
                        .path("sources")
                        .get(0)
                        .path("metricOffset")
                        .isNumber())
                .isTrue();
        decision.setShadow("cautious");
        assertThat(AvroJson.of(decision).path("shadow").asText()).isEqualTo("cautious");
    }

    @Test
    void writesBytesInHexadecimalAndMapsAsObjects() {
        Schema schema = SchemaBuilder.record("R")
                .fields()
                .name("id")
                .type(EventId.getClassSchema())
                .noDefault()
                .name("raw")
                .type()
                .bytesType()
                .noDefault()
                .name("counts")
                .type()
                .map()
                .values()
                .longType()
                .noDefault()
                .name("ratio")
                .type()
                .doubleType()
                .noDefault()
                .endRecord();
        byte[] id = new byte[16];
        id[15] = (byte) 0xab;
        GenericData.Record record = new GenericRecordBuilder(schema)
                .set("id", new EventId(id))
                .set("raw", ByteBuffer.wrap(new byte[] {1, -1}))
                .set("counts", Map.of("api", 3L))
                .set("ratio", 0.5)
                .build();
        assertThat(AvroJson.of(record))
                .hasToString(
                        "{\"id\":\"000000000000000000000000000000ab\",\"raw\":\"01ff\",\"counts\":{\"api\":3},\"ratio\":0.5}");
    }
}
