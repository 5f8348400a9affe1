package io.blackroad.infra.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.access.OwnToken;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewestHoldsTest {
    private static final String DECISION = """
            {"decisionId":"us-east.api.%1$d","region":"us-east","service":"api","decidedAt":"2026-02-05T10:00:0%1$dZ",
             "direction":"%2$s","fromReplicas":5,"toReplicas":5,"binding":"COOLDOWN","reason":"because %1$d"}""";

    @Test
    void namesTheNewestHoldOfEachTargetAlsoBehindAChange() {
        try (FakeServer server = new FakeServer()
                .with(
                        "/v1/decisions",
                        200,
                        page(DECISION.formatted(3, "UP"), DECISION.formatted(2, "HOLD"), DECISION.formatted(1, "HOLD")),
                        page(DECISION.formatted(1, "DOWN")))) {

            List<String> lines = NewestHolds.lines(
                    new ServerClient(URI.create(server.url()), OwnToken.NONE), List.of("us-east/api", "eu-west/api"));

            assertThat(lines)
                    .containsExactly(
                            "2026-02-05T10:00:02Z  us-east/api        HOLD 5 -> 5  COOLDOWN: because 2  [us-east.api.2]",
                            "eu-west/api was not held");
            assertThat(server.asked())
                    .containsExactly(
                            "/v1/decisions?limit=50&target=us-east%2Fapi",
                            "/v1/decisions?limit=50&target=eu-west%2Fapi");
        }
    }

    private static String page(String... newestFirst) {
        return "{\"items\":[" + String.join(",", newestFirst) + "],\"next\":null,\"missingPartitions\":[]}";
    }
}
