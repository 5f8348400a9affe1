package io.blackroad.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @Test
    void aRecordedTraceIsCarriedOn() {
        TraceContext found =
                TraceContext.of(headers("00-" + TRACE + "-" + SPAN + "-01")).orElseThrow();
        assertThat(found).isEqualTo(new TraceContext(TRACE, SPAN));

        TraceContext child = found.child("us-east.api.2");
        assertThat(child.traceId()).isEqualTo(TRACE);
        assertThat(child.spanId()).matches("[0-9a-f]{16}").isNotEqualTo(SPAN);
        assertThat(found.child("us-east.api.2")).as("done again").isEqualTo(child);
        assertThat(found.child("us-east.api.3")).isNotEqualTo(child);
        RecordHeaders written = new RecordHeaders(new org.apache.kafka.common.header.Header[] {child.header()});
        assertThat(TraceContext.of(written)).contains(child);
    }

    @Test
    void aTraceThatBeginsHereFollowsFromItsName() {
        assertThat(TraceContext.begin("a")).isEqualTo(TraceContext.begin("a")).isNotEqualTo(TraceContext.begin("b"));
        assertThat(TraceContext.begin("a").toString()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void laterVersionsMaySayMore() {
        assertThat(TraceContext.of(headers("01-" + TRACE + "-" + SPAN + "-03-what")))
                .contains(new TraceContext(TRACE, SPAN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-" + TRACE + "-" + SPAN + "-00",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-01x",
                "................................................................1"
            })
    void whatIsNotRecordedOrMalformedIsNone(String value) {
        assertThat(TraceContext.of(headers(value))).isEmpty();
    }

    @Test
    void noHeaderIsNone() {
        assertThat(TraceContext.of(new RecordHeaders())).isEmpty();
        assertThat(TraceContext.of(new RecordHeaders().add("traceparent", null)))
                .isEmpty();
    }

    private static RecordHeaders headers(String value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(TraceContext.HEADER, value.getBytes(StandardCharsets.ISO_8859_1));
        return headers;
    }
}
