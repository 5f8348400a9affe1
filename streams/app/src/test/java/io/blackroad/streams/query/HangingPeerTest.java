package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer that takes a question and gives no answer, or a wrong one, costs a timeout and no more. */
class HangingPeerTest {
    private Group group;
    private ServerSocket peer;

    @BeforeEach
    void start() throws IOException {
        group = new Group(Duration.ofMillis(500));
        peer = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        group.b.close();
        group.fleet.join("b", new Instance("127.0.0.1", peer.getLocalPort()));
    }

    @AfterEach
    void stop() throws IOException {
        peer.close();
        group.close();
    }

    @Test
    void listsGoOnWithoutIt() {
        JsonNode agents = Group.json(group.get(group.a, "/v1/agents"));
        assertThat(agents.path("items")).isNotEmpty();
        assertThat(agents.path("missingPartitions")).hasSize(FakeFleet.AGENT_PARTITIONS / 2);
    }

    @Test
    void aKeyThatItHoldsIsUnavailable() {
        HttpResponse<String> response = group.get(group.a, "/v1/agents/" + heldByPeer());
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(Group.json(response).path("type").asText()).isEqualTo("urn:blackroad:problem:owner-unreachable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense", "{}", "null", "{\"items\":[null],\"partitions\":[]}", "{\"partitions\":[\"x\"]}"})
    void anAnswerThatIsNoPartCountsAsNone(String nonsense) throws Exception {
        Thread liar = new Thread(() -> answer(nonsense));
        liar.start();
        JsonNode agents = Group.json(group.get(group.a, "/v1/agents"));
        assertThat(agents.path("missingPartitions")).hasSize(FakeFleet.AGENT_PARTITIONS / 2);
        peer.close();
        liar.join();
    }

    private void answer(String body) {
        List<String> lines =
                List.of("HTTP/1.1 200 OK", "Content-Length: " + body.length(), "Connection: close", "", body);
        while (!peer.isClosed()) {
            try (Socket socket = peer.accept();
                    OutputStream out = socket.getOutputStream()) {
                out.write(String.join("\r\n", lines).getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The socket was closed: the test is over.
            }
        }
    }

    private String heldByPeer() {
        return group.fleet.agents.keySet().stream()
                .filter(id -> group.fleet.holder(FakeFleet.ofAgent(id)).equals("b"))
                .findFirst()
                .orElseThrow();
    }
}
