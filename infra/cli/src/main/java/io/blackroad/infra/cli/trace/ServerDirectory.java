package io.blackroad.infra.cli.trace;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.query.ServerClient;
import io.blackroad.producer.replay.AgentDirectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Live agents and regions, from the HTTP interface. */
final class ServerDirectory implements AgentDirectory {
    private static final Set<String> WORKING = Set.of("STARTED", "IDLE", "BUSY");

    /** The server's own bound. */
    private static final String PAGE = "1000";

    private final ServerClient server;

    ServerDirectory(ServerClient server) {
        this.server = server;
    }

    @Override
    public List<String> live(String region, String service) {
        List<String> ids = new ArrayList<>();
        Map<String, String> query = new LinkedHashMap<>(Map.of("region", region, "service", service, "limit", PAGE));
        JsonNode page;
        do {
            page = server.get("/v1/agents", query);
            for (JsonNode agent : page.path("items")) {
                if (WORKING.contains(agent.path("state").asText())
                        && agent.path("fresh").asBoolean()) {
                    ids.add(agent.path("id").asText());
                }
            }
            query.put("cursor", page.path("next").asText());
        } while (page.path("next").isTextual());
        return ids;
    }

    /**
     * Regions in which a service is controlled.
     *
     * @throws CommandFailure if there are none, naming the services that there are
     */
    List<String> regions(String service) {
        Set<String> regions = new TreeSet<>();
        Set<String> services = new TreeSet<>();
        for (JsonNode item : server.get("/v1/services", Map.of()).path("items")) {
            services.add(item.path("service").asText());
            if (item.path("service").asText().equals(service)) {
                regions.add(item.path("region").asText());
            }
        }
        if (regions.isEmpty()) {
            throw new CommandFailure(
                    "no region has a service " + service + ": name one of " + services + " with --service");
        }
        return List.copyOf(regions);
    }
}
