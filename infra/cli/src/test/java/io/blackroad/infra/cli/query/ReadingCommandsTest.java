package io.blackroad.infra.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.cli.Golden;
import io.blackroad.infra.cli.World;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingCommandsTest {
    private static final String DECISION = """
            {"decisionId":"us-east.api.7","region":"us-east","service":"api","direction":"UP","fromReplicas":12,
             "toReplicas":15,"reason":"cpu at 81.0 %% is above 70 %%","proposals":[{"kind":"GUIDE","replicas":15}],
             "evidence":{"sample":{"cpuUsedMillis":810,"offsets":[4,5]},"rule":{"version":3},"state":{"lastChangeAt":null}},
             "explanation":{"equal":%s,"steps":["utilisation 810 / 1000","wanted 15"],"differences":[%s]}}""";

    @TempDir
    Path folder;

    @Test
    void explainsADecisionThatItsEvidenceGivesAgain() {
        World world = new World(folder);
        try (FakeServer server =
                new FakeServer().with("/v1/decisions/us-east.api.7", 200, DECISION.formatted("true", ""))) {
            assertThat(world.run("explain", "us-east.api.7", "--server", server.url()))
                    .isZero();
        }
        assertThat(world.out()).endsWith("equal\n");
        Golden.check("explain.txt", world.out());
    }

    @Test
    void failsWhenTheEvidenceGivesAnotherDecision() {
        World world = new World(folder);
        String different = DECISION.formatted("false", "\"toReplicas: recorded 15, recomputed 14\"");
        try (FakeServer server = new FakeServer().with("/v1/decisions/us-east.api.7", 200, different)) {
            assertThat(world.run("explain", "us-east.api.7", "--server", server.url()))
                    .isEqualTo(1);
        }
        assertThat(world.out()).endsWith("different\n  1. toReplicas: recorded 15, recomputed 14\n");
    }

    @Test
    void printsTheProblemOfTheServer() {
        World world = new World(folder);
        String problem = "{\"title\":\"No such decision\",\"detail\":\"us-east.api.99 is not among those kept\"}";
        try (FakeServer server = new FakeServer().with("/v1/decisions/us-east.api.99", 404, problem)) {
            assertThat(world.run("explain", "us-east.api.99", "--server", server.url()))
                    .isEqualTo(1);
        }
        assertThat(world.err()).isEqualTo("scale.sh: No such decision: us-east.api.99 is not among those kept\n");
    }

    @Test
    void encodesTheIdOfAnAgent() {
        World world = new World(folder);
        try (FakeServer server =
                new FakeServer().with("/v1/agents/a%2Fb%20c", 200, "{\"id\":\"a/b c\",\"fresh\":true}")) {
            assertThat(world.run("agent", "a/b c", "--server", server.url())).isZero();
        }
        assertThat(world.out()).isEqualTo("id: a/b c\nfresh: true\n");
    }

    @Test
    void aNameCannotSteerTheTerminal() {
        World world = new World(folder);
        String hostile = "{\"id\":\"a1\",\"model\":\"\\u001b[2Jx\\u202ey\\r\"}";
        try (FakeServer server = new FakeServer().with("/v1/agents/a1", 200, hostile)) {
            assertThat(world.run("agent", "a1", "--server", server.url())).isZero();
        }
        assertThat(world.out()).isEqualTo("id: a1\nmodel: \uFFFD[2Jx\uFFFDy\uFFFD\n");
    }

    @Test
    void printsARoute() {
        World world = new World(folder);
        String route = "{\"agentId\":\"a1\",\"region\":\"us-east\",\"url\":\"https://us-east.api.blackroad.io\"}";
        try (FakeServer server = new FakeServer().with("/v1/route/a1", 200, route)) {
            assertThat(world.run("route", "a1", "--server", server.url())).isZero();
        }
        assertThat(world.out()).contains("region: us-east\n");
    }

    @Test
    void failsWhenFactsAreUnaccountedFor() {
        World world = new World(folder);
        String balance = """
                {"topics":[{"topic":"fleet.agent.task-changed.v1","appended":1200,"applied":1190,"duplicate":5,
                 "late":0,"deadLettered":4,"pending":0}],"balanced":false}""";
        try (FakeServer server = new FakeServer().with("/v1/balance", 200, balance)) {
            assertThat(world.run("balance", "--server", server.url())).isEqualTo(1);
        }
        assertThat(world.out()).contains("1,200").endsWith("not balanced\n");
    }

    @Test
    void refusesAnAnswerThatIsNoJson() {
        World world = new World(folder);
        try (FakeServer server = new FakeServer().with("/v1/balance", 200, "<html>")) {
            assertThat(world.run("balance", "--server", server.url())).isEqualTo(1);
        }
        assertThat(world.err()).contains("is it BlackRoad?");
    }
}
