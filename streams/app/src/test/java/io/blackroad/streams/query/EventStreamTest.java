package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.streams.live.LiveStreams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Any instance shows the whole fleet. */
class EventStreamTest {
    private final Group group = new Group();

    @AfterEach
    void stop() {
        group.close();
    }

    private static final class Reader implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Reader(FakeInstance instance) throws IOException {
            socket = new Socket("127.0.0.1", instance.server().port());
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("GET " + LiveStreams.PATH + " HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** The first data of an event of this name that has what is looked for. */
        JsonNode next(String name, Predicate<JsonNode> wanted) throws IOException {
            boolean here = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("event: ")) {
                    here = line.substring(7).matches(name);
                } else if (here && line.startsWith("data: {")) {
                    JsonNode data = Group.json(line.substring(6));
                    if (wanted.test(data)) {
                        return data;
                    }
                }
            }
            throw new AssertionError("the stream ended without " + name);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void showsTheAgentsTargetsAndDecisionsOfAllInstances() throws IOException {
        for (FakeInstance instance : List.of(group.a, group.b)) {
            try (Reader reader = new Reader(instance)) {
                List<String> ids = new ArrayList<>();
                reader.next("layout", any -> true).path("agents").forEach(id -> ids.add(id.asText()));
                assertThat(ids).containsExactlyInAnyOrderElementsOf(group.fleet.agents.keySet());
                assertThat(reader.next("series", any -> true).path("targets").size())
                        .isEqualTo(Group.REGIONS.size() * Group.SERVICES.size());
                JsonNode decisions = reader.next("decisions", any -> true).path("items");
                assertThat(decisions).hasSize(LiveSource.MAX_DECISIONS);
                assertThat(decisions
                                .get(LiveSource.MAX_DECISIONS - 1)
                                .path("decidedAt")
                                .asText())
                        .isEqualTo("2026-03-01T12:00:00Z");
                JsonNode head = reader.next("frame", any -> true);
                assertThat(head.path("agents").asInt()).isEqualTo(Group.AGENTS);
                assertThat(head.path("missingPartitions")).isEmpty();
            }
        }
    }

    @Test
    void saysWhatNobodySpeaksForAndKeepsItsAgents() throws IOException {
        try (Reader reader = new Reader(group.a)) {
            reader.next("frame", head -> head.path("agents").asInt() == Group.AGENTS);
            group.b.close();
            JsonNode head = reader.next(
                    "frame|delta", next -> !next.path("missingPartitions").isEmpty());
            assertThat(head.path("agents").asInt()).isEqualTo(Group.AGENTS);
            List<String> missing = new ArrayList<>();
            head.path("missingPartitions").forEach(partition -> missing.add(partition.asText()));
            assertThat(missing).containsAll(group.partitionsOf("b", Keyspace.AGENT));
        }
    }

    @Test
    void anInstanceThatRestoresShowsWhatTheOthersHave() throws IOException {
        group.a.restoring = true;
        try (Reader reader = new Reader(group.a)) {
            reader.next("frame", head -> !head.path("missingPartitions").isEmpty());
            group.a.restoring = false;
            reader.next(
                    "delta|frame",
                    head -> head.path("missingPartitions").isEmpty()
                            && head.path("agents").asInt() == Group.AGENTS);
        }
    }

    @Test
    void instancesTellEachOtherNamesOnlyOnce() {
        JsonNode first = part("");
        assertThat(first.path("seats")).isNotEmpty();
        assertThat(first.path("marks").asText()).hasSize(2 * first.path("seats").size());
        JsonNode again = part("?known=x," + first.path("seating").asText());
        assertThat(again.path("seats").isNull()).isTrue();
        assertThat(again.path("marks").asText()).isEqualTo(first.path("marks").asText());
    }

    @Test
    void theParametersAreForInstancesOnly() {
        assertThat(group.get(group.a, LiveStreams.PATH + "?known=x").statusCode())
                .isEqualTo(400);
        assertThat(group.get(group.a, LiveStreams.PATH + "?since=PT1M").body()).contains("between instances");
    }

    private JsonNode part(String query) {
        return Group.json(
                group.send(HttpRequest.newBuilder(URI.create(group.a.server().url() + LiveStreams.PATH + query))
                        .header(Ask.HOP_HEADER, "1")));
    }
}
