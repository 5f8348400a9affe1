package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.schema.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Two instances of one filled fleet, and a client. */
final class Group implements AutoCloseable {
    static final List<String> REGIONS = List.of("us-east", "eu-west", "ap-south");
    static final List<String> SERVICES = List.of("api", "worker", "gpu");
    static final int AGENTS = 60;
    static final int DECISIONS = 12;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Long enough for a machine that is busy with other things. */
    static final Duration PATIENT = Duration.ofSeconds(10);

    final FakeFleet fleet = new FakeFleet("a", "b");
    final FakeInstance a;
    final FakeInstance b;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    Group() {
        this(PATIENT);
    }

    Group(Duration peerTimeout) {
        // Tests close one of the two and ask the other: a reckons the costs.
        fleet.give(new Partition(Keyspace.FLEET, 0), "a");
        a = new FakeInstance(fleet, "a", peerTimeout);
        b = new FakeInstance(fleet, "b", peerTimeout);
        int number = 0;
        for (String region : REGIONS) {
            fleet.gpuPools.add(Facts.gpuPool(region));
            fleet.placements.add(Facts.placement(region));
            fleet.regions.add(Facts.region(region, ""));
            for (String service : SERVICES) {
                fill(new TargetKey(region, service), number++);
            }
        }
        for (int agent = 0; agent < AGENTS; agent++) {
            fleet.add(Facts.agent("agent-" + agent, targetOf(agent)));
        }
        fleet.alerts.add(Facts.alert("AgentCountLow", "INACTIVE"));
        fleet.alerts.add(Facts.alert("TaskQueueBacklog", "FIRING"));
        fleet.costs.add(Facts.costs());
        fleet.budgets.add(Facts.budget("us-east", "", 1_000_000_000L));
        fleet.phases.add(Facts.phase("beta", 3, 5_000, false));
        fleet.phases.add(Facts.phase("scale", 5, 30_000, true));
        fleet.prices.add(Facts.price("railway", "vcpu", "minute", 463_000, Instant.EPOCH));
        fleet.prices.add(Facts.price("railway", "memory-gb", "minute", 231_000, Instant.EPOCH));
    }

    static TargetKey targetOf(int agent) {
        return new TargetKey(REGIONS.get(agent % 3), SERVICES.get(agent / 3 % 3));
    }

    /** Decisions five minutes apart up to noon, in all directions; targets share some ticks. */
    private void fill(TargetKey target, int number) {
        for (int sequence = 1; sequence <= DECISIONS; sequence++) {
            Instant decidedAt = Facts.NOON.minusSeconds(300L * (DECISIONS - sequence) + number % 2);
            Direction direction =
                    List.of(Direction.UP, Direction.HOLD, Direction.DOWN).get(sequence % 3);
            fleet.add(Facts.decision(target, sequence, decidedAt, direction));
        }
    }

    HttpResponse<String> get(FakeInstance instance, String pathAndQuery) {
        return send(HttpRequest.newBuilder(URI.create(instance.server().url() + pathAndQuery)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** Partitions that an instance holds, as answers write them. */
    List<String> partitionsOf(String name, Keyspace keyspace) {
        return fleet.held(name, keyspace).stream().map(Partition::toString).toList();
    }

    @Override
    public void close() {
        a.close();
        b.close();
    }
}
