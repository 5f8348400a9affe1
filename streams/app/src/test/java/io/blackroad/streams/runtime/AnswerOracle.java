package io.blackroad.streams.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.streams.load.Keys;
import io.blackroad.streams.query.Keyspace;
import io.blackroad.streams.query.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Knows the fleet, and judges answers about it that were given while instances died: each is the truth, or says what is
 * missing or how stale it is, or is a 503 that says when to ask again.
 */
final class AnswerOracle {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> agents;
    private final Set<String> targets;
    private final int agentPartitions;
    private final int targetPartitions;

    /** Times at which an instance need not answer: from its kill until it listens again. */
    record Down(int place, Instant from, Instant to) {
        boolean excuses(HeardAnswer answer) {
            return answer.place() == place
                    && answer.heardAt().isAfter(from)
                    && answer.askedAt().isBefore(to);
        }
    }

    AnswerOracle(Set<String> agents, Set<String> targets, int agentPartitions, int targetPartitions) {
        this.agents = new TreeSet<>(agents);
        this.targets = new TreeSet<>(targets);
        this.agentPartitions = agentPartitions;
        this.targetPartitions = targetPartitions;
    }

    /** What is wrong, a line each. */
    List<String> faults(List<HeardAnswer> answers, List<Down> downs) {
        List<String> faults = new ArrayList<>();
        for (HeardAnswer answer : answers) {
            boolean excused = downs.stream().anyMatch(down -> down.excuses(answer));
            fault(answer)
                    .filter(fault -> !answer.failed() || !excused)
                    .ifPresent(fault -> faults.add(answer.askedAt() + " " + answer.path() + " at " + answer.place()
                            + ": " + fault + "; " + answer.status() + " " + answer.body()));
        }
        return faults;
    }

    private Optional<String> fault(HeardAnswer answer) {
        if (answer.failed()) {
            return Optional.of("no answer");
        }
        JsonNode body;
        try {
            body = JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            return Optional.of("no JSON");
        }
        if (answer.status() == UNAVAILABLE) {
            boolean whole = answer.retryAfter().matches("[1-9]\\d*")
                    && body.path("type").asText().startsWith("urn:blackroad:problem:");
            return whole ? Optional.empty() : Optional.of("a 503 that does not say why, or when to ask again");
        }
        if (answer.status() != OK) {
            return Optional.of("neither an answer nor a 503");
        }
        if (body.has("stale") && body.path("lagRecords").asLong(-1) < 0) {
            return Optional.of("stale, and does not say how far");
        }
        return wrong(answer.path(), body);
    }

    private Optional<String> wrong(String path, JsonNode body) {
        if (path.startsWith("/v1/agents/")) {
            return path.endsWith("/" + body.path("id").asText()) ? Optional.empty() : Optional.of("another agent");
        }
        if (path.startsWith("/v1/services/")) {
            return body.path("sample").isObject() ? Optional.empty() : Optional.of("no sample");
        }
        if (path.startsWith("/v1/decisions?target")) {
            return body.path("items").isEmpty() ? Optional.of("an empty list") : Optional.empty();
        }
        return switch (path) {
            case "/v1/agents?limit=1000" ->
                lacking(
                        body,
                        agents,
                        id -> new Partition(Keyspace.AGENT, Keys.partitionOf(id, agentPartitions)).toString());
            case "/v1/services" ->
                lacking(
                        body,
                        targets,
                        id -> new Partition(Keyspace.TARGET, Keys.partitionOf(id, targetPartitions)).toString());
            case "/v1/status" -> status(body);
            default -> Optional.of("not a question that the oracle knows the answer to");
        };
    }

    /** Whoever is in no list must be in a partition that the list says it lacks. */
    private static Optional<String> lacking(JsonNode body, Set<String> all, UnaryOperator<String> partition) {
        Set<String> lacking = new TreeSet<>(all);
        body.path("items").forEach(item -> lacking.remove(item.path("id").asText()));
        Set<String> missing = new TreeSet<>();
        body.path("missingPartitions").forEach(name -> missing.add(name.asText()));
        lacking.removeIf(id -> missing.contains(partition.apply(id)));
        if (body.path("items").isEmpty()) {
            return Optional.of("an empty list");
        }
        return lacking.isEmpty() ? Optional.empty() : Optional.of("lacks " + lacking + " and does not say so");
    }

    private Optional<String> status(JsonNode body) {
        boolean agentsMissing = false;
        for (JsonNode name : body.path("missingPartitions")) {
            agentsMissing |= name.asText().startsWith("agent-");
        }
        JsonNode active = body.path("agents").path("active");
        if (agentsMissing) {
            return active.isNull() ? Optional.empty() : Optional.of("a sum without some of its parts");
        }
        return active.asInt(-1) == agents.size() ? Optional.empty() : Optional.of("not the number of agents");
    }
}
