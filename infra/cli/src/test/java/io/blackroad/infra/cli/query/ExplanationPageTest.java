package io.blackroad.infra.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationPageTest {
    @Test
    void aLongMemoryIsCountedAndAShortOneIsShown() throws IOException {
        JsonNode answer = new ObjectMapper().readTree("""
                {"decisionId": "a.b.1",
                 "evidence": {"state": {"memories": [
                   {"owner": "adaptive", "values": [1,2,3,4,5,6,7,8,9,10,11,12,13]},
                   {"owner": "period", "values": [7]}]}},
                 "explanation": {"equal": true, "steps": ["one"], "differences": []}}
                """);

        List<String> lines = ExplanationPage.lines(answer);

        assertThat(lines).anyMatch(line -> line.strip().equals("values: 13 numbers; --json has them"));
        assertThat(lines).anyMatch(line -> line.strip().equals("values: [7]"));
        assertThat(answer.at("/evidence/state/memories/0/values")).hasSize(13);
    }

    @Test
    void costForecastAndEffectAreSaidInUnitsOfPeople() throws IOException {
        JsonNode answer = new ObjectMapper().readTree("""
                {"decisionId": "a.b.1", "costDeltaNanoDollarsPerHour": -9000000000,
                 "forecast": {"milliReplicas": 12340, "errorMilliReplicas": 1200, "horizonMicros": 61000000},
                 "effect": {"verdict": "HELPED", "reason": "it helped", "gainPermille": 980},
                 "evidence": {"replicaNanoDollarsPerHour": 4500000000, "state": {"memories": []}},
                 "explanation": {"equal": true, "steps": ["one"], "differences": []}}
                """);

        List<String> lines = ExplanationPage.lines(answer);

        assertThat(lines)
                .contains(
                        "  cost: -9.00 dollars an hour (a replica costs 4.50)",
                        "  forecast: 12.3 replicas needed in 61 s, off by 1.2 lately",
                        "  effect: it helped",
                        "  verdict: HELPED");
        assertThat(DecisionLine.of(answer)).contains(" (helped, gain 98 %)  [a.b.1]");
    }
}
