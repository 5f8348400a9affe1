package io.blackroad.sink.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.EventId;
import io.blackroad.schema.ScaleApplied;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.sink.controller.TargetId;
import io.blackroad.sink.controller.TestDecisions;
import io.blackroad.topic.TraceContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DecisionSpansTest {
    private static final Instant TICK = Instant.parse("2026-03-01T00:00:10Z");
    private static final TraceContext FACT = TraceContext.begin("a fact");
    private static final TraceContext DECISION = FACT.child("a decision");

    private final DecisionSpans spans = new DecisionSpans();
    private final ScaleDecided decided = TestDecisions.up(new TargetId("us-east", "api"), 7, 12, TICK);

    @Test
    void aDecisionFollowsFromTheFactAndItsAnswerFromTheDecision() {
        DecisionSpan decision =
                spans.of(decided, headers(DECISION, FACT), TICK.plusMillis(90)).orElseThrow();
        assertThat(decision.context()).isEqualTo(DECISION);
        assertThat(decision.parent()).contains(FACT.spanId());
        assertThat(decision.name()).isEqualTo("decide us-east/api");
        assertThat(List.of(decision.start(), decision.end())).containsExactly(TICK, TICK.plusMillis(90));
        assertThat(decision.attributes())
                .containsEntry("blackroad.decision", "us-east.api.7")
                .containsEntry("blackroad.replicas.to", 12L);

        DecisionSpan answer = spans.of(answer(ApplyOutcome.APPLIED, null), headers(DECISION, null))
                .orElseThrow();
        assertThat(answer.context().traceId()).isEqualTo(FACT.traceId());
        assertThat(answer.parent()).contains(DECISION.spanId());
        assertThat(answer.context().spanId()).isNotIn(FACT.spanId(), DECISION.spanId());
        assertThat(List.of(answer.start(), answer.end())).containsExactly(TICK.plusMillis(90), TICK.plusMillis(250));
        assertThat(answer.failure()).isEmpty();
    }

    @Test
    void aDecisionOfAnUntracedFactBeginsItsTrace() {
        assertThat(spans.of(decided, headers(DECISION, null), TICK)
                        .orElseThrow()
                        .parent())
                .isEmpty();
    }

    @Test
    void aFailureIsOne() {
        assertThat(spans.of(answer(ApplyOutcome.FAILED, "the API says 500"), headers(DECISION, null))
                        .orElseThrow()
                        .failure())
                .contains("the API says 500");
    }

    @Test
    void whatIsNoAnswerAndWhatHasNoTraceIsNoSpan() {
        assertThat(spans.of(answer(ApplyOutcome.REPORTED, null), headers(DECISION, null)))
                .isEmpty();
        assertThat(spans.of(decided, new RecordHeaders(), TICK)).isEmpty();
    }

    @Test
    void clocksThatDisagreeMakeNoSpanThatEndsBeforeItBegan() {
        DecisionSpan decision =
                spans.of(decided, headers(DECISION, null), TICK.minusMillis(5)).orElseThrow();
        assertThat(decision.start()).isEqualTo(decision.end());
    }

    @Test
    void isWrittenAsCollectorsReadIt() throws IOException {
        DecisionSpan decision =
                spans.of(decided, headers(DECISION, FACT), TICK.plusMillis(90)).orElseThrow();
        DecisionSpan failed = spans.of(answer(ApplyOutcome.FAILED, "no"), headers(DECISION, null))
                .orElseThrow();
        JsonNode written = new ObjectMapper()
                .readTree(OtlpJson.request(List.of(decision, failed)))
                .at("/resourceSpans/0/scopeSpans/0/spans");
        assertThat(written.at("/0/traceId").textValue()).isEqualTo(FACT.traceId());
        assertThat(written.at("/0/parentSpanId").textValue()).isEqualTo(FACT.spanId());
        assertThat(written.at("/0/startTimeUnixNano").textValue()).isEqualTo("1772323210000000000");
        assertThat(written.at("/0/endTimeUnixNano").textValue()).isEqualTo("1772323210090000000");
        assertThat(written.at("/0/attributes").toString())
                .contains("{\"key\":\"blackroad.replicas.to\",\"value\":{\"intValue\":\"12\"}}")
                .contains("{\"key\":\"blackroad.target\",\"value\":{\"stringValue\":\"us-east/api\"}}");
        assertThat(written.at("/0/status").isMissingNode()).isTrue();
        assertThat(written.at("/1/status").toString()).isEqualTo("{\"code\":2,\"message\":\"no\"}");
    }

    private static ScaleApplied answer(ApplyOutcome outcome, String reason) {
        return ScaleApplied.newBuilder()
                .setEventId(new EventId(new byte[16]))
                .setRegion("us-east")
                .setService("api")
                .setSequence(7)
                .setDecisionId("us-east.api.7")
                .setOutcome(outcome)
                .setReplicas(12)
                .setReady(12)
                .setReason(reason)
                .setController("test")
                .setOccurredAt(TICK.plusMillis(250))
                .build();
    }

    private static RecordHeaders headers(TraceContext own, TraceContext cause) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(own.header());
        if (cause != null) {
            headers.add(TraceContext.CAUSE, cause.toString().getBytes(StandardCharsets.UTF_8));
        }
        return headers;
    }
}
