package io.blackroad.infra.cli.worker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Workers as lines. */
final class WorkersPage {
    private WorkersPage() {}

    /** A line a region, a line a worker. */
    static List<String> regions(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        answer.path("items").forEach(region -> region(lines, region));
        if (lines.isEmpty()) {
            lines.add("no worker has a row in control.public.workers, or no tick has ended since");
        }
        JsonNode missing = answer.path("missingPartitions");
        if (!missing.isEmpty()) {
            lines.add("not known: " + joined(missing));
        }
        return lines;
    }

    private static void region(List<String> lines, JsonNode region) {
        JsonNode moves = region.path("moves");
        lines.add(String.format(
                Locale.ROOT,
                "%s  %d workers, the fullest at %.3f times the mean; %d placed, %d moves: %d done, %d given up, %d ended",
                region.path("region").asText(),
                region.path("workers").size(),
                region.path("fullestPermille").asInt() / 1e3,
                moves.path("placed").asLong(),
                moves.path("planned").asLong(),
                moves.path("done").asLong(),
                moves.path("givenUp").asLong(),
                moves.path("ended").asLong()));
        JsonNode plan = region.path("plan");
        if (!plan.isNull()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  plan %s: %d of %d moves open; %s",
                    plan.path("id").asText(),
                    plan.path("open").asInt(),
                    plan.path("moves").asInt(),
                    plan.path("cause").asText()));
        }
        region.path("workers").forEach(worker -> lines.add("  " + line(worker)));
    }

    /** A line for it, one for its agents, one for each that moves. */
    static List<String> worker(JsonNode worker) {
        List<String> lines = new ArrayList<>();
        lines.add(line(worker) + " of " + worker.path("region").asText());
        worker.path("moves")
                .forEach(move -> lines.add(String.format(
                        Locale.ROOT,
                        "  moves: %s from %s to %s since %s%s",
                        move.path("agentId").asText(),
                        move.path("fromWorker").asText().isEmpty()
                                ? "nowhere"
                                : move.path("fromWorker").asText(),
                        move.path("toWorker").asText(),
                        move.path("since").asText(),
                        move.path("planned").asBoolean() ? "" : ", placed")));
        lines.add("  agents: " + joined(worker.path("agentIds")));
        return lines;
    }

    private static String line(JsonNode worker) {
        return String.format(
                Locale.ROOT,
                "%s  %s since %s, load %d, %d agents, %d heard of, %d lost",
                worker.path("id").asText(),
                worker.path("state").asText().toLowerCase(Locale.ROOT),
                worker.path("since").asText(),
                worker.path("load").asLong(),
                worker.path("agents").asInt(),
                worker.path("heard").asInt(),
                worker.path("lost").asInt());
    }

    private static String joined(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }
}
