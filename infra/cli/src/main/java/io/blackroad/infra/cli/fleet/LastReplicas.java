package io.blackroad.infra.cli.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.query.ServerClient;
import java.util.LinkedHashMap;
import java.util.Map;

/** What ran last, as the streams part remembers it: a fleet that starts again must not undo what was decided. */
final class LastReplicas {
    private LastReplicas() {}

    /** Replicas by target as region/service, null where nothing ever ran; empty when the server does not answer. */
    static Map<String, Integer> of(ServerClient server) {
        Map<String, Integer> replicas = new LinkedHashMap<>();
        try {
            for (JsonNode service : server.get("/v1/services", Map.of()).path("items")) {
                JsonNode count = service.path("replicas");
                replicas.put(
                        service.path("region").asText() + "/"
                                + service.path("service").asText(),
                        count.isNumber() && count.asInt() >= 0 ? count.asInt() : null);
            }
        } catch (CommandFailure e) {
            return Map.of();
        }
        return replicas;
    }
}
