package io.blackroad.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.blackroad.client.answer.Agent;
import io.blackroad.client.answer.Cost;
import io.blackroad.client.answer.Decision;
import io.blackroad.client.answer.Explanation;
import io.blackroad.client.answer.FleetStatus;
import io.blackroad.client.answer.Service;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FleetClientTest {
    private final FakeFleet server = new FakeFleet();
    private final List<Duration> pauses = new ArrayList<>();
    private long nanos;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void comesBackWhenTheServerSaysSo() {
        server.busy("3").busy("1").with(200, "{\"at\":\"2026-02-05T11:00:00Z\",\"agents\":{\"active\":7}}");

        FleetStatus status = client().status();

        assertThat(status.agents().active()).isEqualTo(7);
        assertThat(status.at()).isEqualTo(Instant.parse("2026-02-05T11:00:00Z"));
        assertThat(status.monthlyCostDollars()).isNull();
        assertThat(pauses).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(1));
    }

    @Test
    void saysWhatTheServerSaidWhenThePatienceIsOver() {
        server.busy("4");
        FleetClient client = client(config().withPatience(Duration.ofSeconds(10)));

        FleetProblemException problem = catchThrowableOfType(FleetProblemException.class, client::status);

        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.type()).isEqualTo("urn:blackroad:problem:rebalancing");
        assertThat(problem).hasMessageContaining("/v1/status").hasMessageEndingWith("503, Rebalancing: come back");
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void whatACopyAnsweredIsMarked() {
        server.with(200, "{\"id\":\"a\",\"state\":\"BUSY\",\"stale\":true,\"lagRecords\":12}")
                .with(200, "{\"id\":\"a\",\"state\":\"BUSY\"}");

        assertThat(client().agent("a").orElseThrow().stale()).isTrue();
        assertThat(client().agent("a").orElseThrow().stale()).isFalse();
    }

    @Test
    void asksOnceWithoutPatience() {
        server.busy("1");

        assertThatThrownBy(client(config().withPatience(Duration.ZERO))::status)
                .isInstanceOf(FleetProblemException.class);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void aServerThatIsAwayMayComeBack() {
        URI nowhere = URI.create("http://127.0.0.1:1");
        FleetClient client = client(FleetClientConfig.of(nowhere).withPatience(Duration.ofSeconds(1)));

        assertThatThrownBy(client::status)
                .isExactlyInstanceOf(FleetException.class)
                .hasMessageContaining("GET http://127.0.0.1:1/v1/status failed")
                .hasMessageEndingWith("is it up?");
        assertThat(pauses).startsWith(Duration.ofMillis(200), Duration.ofMillis(400));
    }

    @Test
    void whatIsWrongWithTheQuestionIsNotAskedAgain() {
        server.with(
                400, "{\"type\":\"urn:blackroad:problem:invalid-parameter\",\"title\":\"Wrong\",\"detail\":\"by\"}");

        assertThatThrownBy(() -> client().cost("colour", Duration.ofHours(1)))
                .isInstanceOfSatisfying(
                        FleetProblemException.class,
                        problem -> assertThat(problem.status()).isEqualTo(400));
        assertThat(server.asked()).containsExactly("/v1/cost?by=colour&window=PT1H");
    }

    @Test
    void whatIsNotThereIsEmptyWhereOneIsAskedFor() {
        server.with(404, "{\"type\":\"urn:blackroad:problem:unknown-agent\",\"detail\":\"no agent a b\"}");

        assertThat(client().agent("a b")).isEmpty();
        assertThat(server.asked()).containsExactly("/v1/agents/a%20b");
        assertThatThrownBy(() -> client().route("a b"))
                .isInstanceOf(FleetProblemException.class)
                .hasMessage("no agent a b");
        assertThatThrownBy(() -> client().agent(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysThatItIsNoBlackRoad() {
        server.with(200, "<html>");

        assertThatThrownBy(client()::services).hasMessageEndingWith("is it BlackRoad?");
    }

    @Test
    void pagesAreFetchedAsTheyAreRead() {
        server.with(
                        200,
                        "{\"items\":[{\"id\":\"a1\"},{\"id\":\"a2\"}],\"next\":\"c/1\",\"missingPartitions\":[\"agent-3\"]}")
                .with(200, "{\"items\":[],\"next\":\"c2\",\"missingPartitions\":[]}")
                .with(200, "{\"items\":[{\"id\":\"a3\"}],\"next\":null,\"missingPartitions\":[]}");
        Pages<Agent> agents = client(config().withPageSize(2))
                .agents(AgentFilter.all().inRegion("us-east").inState("BUSY"));

        assertThat(agents.stream().limit(2).map(Agent::id)).containsExactly("a1", "a2");
        assertThat(server.asked()).containsExactly("/v1/agents?limit=2&region=us-east&state=BUSY");
        assertThat(agents.missingPartitions()).containsExactly("agent-3");
    }

    @Test
    void aPageWithNothingOnItIsNotTheLast() {
        server.with(200, "{\"items\":[{\"id\":\"a1\"}],\"next\":\"c/1\"}")
                .with(200, "{\"items\":[],\"next\":\"c2\"}")
                .with(200, "{\"items\":[{\"id\":\"a3\"}],\"next\":null}");

        assertThat(client().agents(AgentFilter.all()).stream().map(Agent::id)).containsExactly("a1", "a3");
        assertThat(server.asked().get(1)).isEqualTo("/v1/agents?cursor=c%2F1&limit=500");
    }

    @Test
    void aTokenGoesAlongAndIsReadAnewEachTime() {
        server.with(200, "{\"items\":[]}");
        List<String> tokens = new ArrayList<>(List.of("one", "two\n", ""));
        FleetClient client = client(config().withToken(() -> tokens.remove(0)));

        client.services();
        client.services();
        client.services();

        assertThat(server.tokens()).containsExactly("Bearer one", "Bearer two", "null");
        assertThat(config().withToken("secret").toString()).doesNotContain("secret");
    }

    @Test
    void whatANewerServerSaysBeyondIsLeftOut() {
        server.with(200, """
                {"items":[{"id":"us-east/api","replicas":null,"colour":"green","sample":null,"lastDecision":
                 {"decisionId":"us-east.api.2","direction":"SIDEWAYS","decidedAt":"2026-02-05T11:00:00Z","reason":"so"}}]}""");

        Service service = client().services().get(0);

        assertThat(service.replicas()).isNull();
        assertThat(service.lastDecision().direction()).isEqualTo(Decision.Direction.UNKNOWN);
        assertThat(service.lastDecision().proposals()).isEmpty();
        assertThat(service.lastDecision().isOrder()).isFalse();
    }

    @Test
    void anExplanationHasTheDecisionAndItsEvidence() {
        server.with(200, """
                {"decisionId":"us-east.api.2","region":"us-east","service":"api","direction":"UP","toReplicas":7,
                 "evidence":{"rule":{"id":"api"}},
                 "explanation":{"equal":true,"steps":["70 % is above 60 %"],"differences":[]}}""");

        Explanation why = client().explain("us-east.api.2").orElseThrow();

        assertThat(why.equal()).isTrue();
        assertThat(why.steps()).containsExactly("70 % is above 60 %");
        assertThat(why.decision().target()).isEqualTo("us-east/api");
        assertThat(why.decision().isOrder()).isTrue();
        assertThat(why.evidence().at("/rule/id").asText()).isEqualTo("api");
    }

    @Test
    void moneyIsExact() {
        assertThat(Cost.dollars(1_234_567_890_123L)).isEqualByComparingTo("1234.567890123");
    }

    @Test
    void aFeedReturnsEachDecisionOnceOldestFirst() {
        server.with(
                        200,
                        "{\"items\":[{\"decisionId\":\"x.2\"},{\"decisionId\":\"x.1\"}],\"next\":null,\"missingPartitions\":[]}")
                .with(
                        200,
                        "{\"items\":[{\"decisionId\":\"x.3\"},{\"decisionId\":\"x.2\"}],\"next\":\"c\","
                                + "\"missingPartitions\":[\"target-1\"]}")
                .with(200, "{\"items\":[{\"decisionId\":\"x.1\"}],\"next\":null,\"missingPartitions\":[]}");
        DecisionFeed<Decision> feed =
                client().follow(DecisionFilter.all().of("us-east", "x").changesOnly());

        assertThat(feed.look()).extracting(Decision::decisionId).containsExactly("x.1", "x.2");
        assertThat(feed.look()).extracting(Decision::decisionId).containsExactly("x.3");
        assertThat(feed.missingPartitions()).containsExactly("target-1");
        assertThat(server.asked().get(0)).isEqualTo("/v1/decisions?holds=false&limit=500&target=us-east%2Fx");
    }

    private FleetClientConfig config() {
        return FleetClientConfig.of(server.url());
    }

    private FleetClient client() {
        return client(config());
    }

    /** Time goes on by its pauses alone. */
    private FleetClient client(FleetClientConfig config) {
        return new FleetClient(config, new Waiting() {
            @Override
            public long nanos() {
                return nanos;
            }

            @Override
            public void pause(Duration time) {
                pauses.add(time);
                nanos += time.toNanos();
            }
        });
    }
}
