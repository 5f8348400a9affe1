package io.blackroad.infra.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.query.ServerClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether facts are turned into decisions, now, and whether somebody carries the decisions out. */
final class StreamsChecks {
    /** A sample comes a tick; after this time the target's agents are gone or the streams stand still. */
    private static final Duration OLD = Duration.ofMinutes(1);

    /** A controller answers within seconds; its platform may take a while to start replicas. */
    private static final Duration UNANSWERED = Duration.ofMinutes(2);

    private final ServerClient server;
    private final String where;

    StreamsChecks(ServerClient server) {
        this.server = server;
        this.where = server.server().toString();
    }

    List<Check> all() {
        return List.of(
                Check.one("streams", null, this::streams),
                new Check("samples", "streams", this::samples),
                new Check("answers", "streams", this::answers),
                Check.one("balance", "streams", this::balance));
    }

    private Finding streams() {
        try {
            ServerClient.Answer ready = server.ask("/ready", Map.of());
            return ready.isOk()
                    ? Finding.ok(where, "is ready")
                    : Finding.wrong(
                            where,
                            ready.problem(),
                            "wait until its state is restored; if it stays so, its log (streams/streams.log in the data"
                                    + " folder) has the reason");
        } catch (CommandFailure e) {
            return Finding.wrong(
                    where,
                    "does not answer",
                    "see whether its process runs and is not stopped (its log is streams/streams.log in the data"
                            + " folder), start everything with ./scale.sh up, or name the right one with --server");
        }
    }

    /** By the clock of the instance that is asked, so that ours does not matter. */
    private List<Finding> samples() {
        Instant now = now();
        List<Finding> wrong = new ArrayList<>();
        int young = 0;
        for (JsonNode service : services()) {
            String tick = service.path("sample").path("tickEnd").asText("");
            Duration age = tick.isEmpty() ? Duration.ZERO : Duration.between(Instant.parse(tick), now);
            if (age.compareTo(OLD) <= 0) {
                young++;
            } else {
                wrong.add(Finding.wrong(
                        service.path("id").asText(),
                        "its newest load sample is " + age.toSeconds() + " s old, so nothing is decided for it",
                        "all targets at once: the streams are behind or no agent reports; one: its agents are gone or"
                                + " report to another Kafka"));
            }
        }
        return Finding.allOr(wrong, where, young + " targets are up to date");
    }

    private List<Finding> answers() {
        Instant now = now();
        List<Finding> wrong = new ArrayList<>();
        int answered = 0;
        for (JsonNode service : services()) {
            JsonNode decision = service.path("lastDecision");
            if (!decision.isObject()) {
                continue;
            }
            String what = unanswered(service, decision, now);
            if (what.isEmpty()) {
                answered++;
            } else {
                wrong.add(Finding.wrong(
                        service.path("id").asText(),
                        what,
                        "start its controller (./scale.sh controller --help), or see why it does not act: its log, its"
                                + " rights, and whether --target names this target"));
            }
        }
        return Finding.allOr(wrong, where, answered + " targets have a controller that answers");
    }

    private static String unanswered(JsonNode service, JsonNode decision, Instant now) {
        if (service.path("replicas").isNull()) {
            return "no controller has said what runs, so it is never scaled";
        }
        int wanted = decision.path("toReplicas").asInt();
        Duration age = Duration.between(Instant.parse(decision.path("decidedAt").asText()), now);
        boolean waits = !decision.path("direction").asText().equals("HOLD")
                || decision.path("binding").asText().equals("UNCONFIRMED");
        return waits && wanted != service.path("replicas").asInt() && age.compareTo(UNANSWERED) > 0
                ? "decision " + decision.path("decisionId").asText() + " wants " + wanted + " replicas for "
                        + age.toSeconds() + " s and no controller has carried it out"
                : "";
    }

    private Finding balance() {
        JsonNode balance = server.get("/v1/balance", Map.of());
        return balance.path("balanced").asBoolean(false)
                ? Finding.ok(where, "every fact is accounted for")
                : Finding.wrong(
                        where,
                        "facts are unaccounted for",
                        "look at ./scale.sh balance again: if it stays so, keep the data folder and report it");
    }

    private Instant now() {
        return Instant.parse(server.get("/v1/status", Map.of()).path("at").asText());
    }

    private JsonNode services() {
        return server.get("/v1/services", Map.of()).path("items");
    }
}
