package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The alerts: those of the fleet, which one instance holds, and what is advised on targets, where they are held. */
final class AlertQueries {
    private static final List<String> STATES = List.of("INACTIVE", "PENDING", "FIRING", "RESOLVED");

    private final LocalState state;
    private final Everyone everyone;

    AlertQueries(LocalState state, Everyone everyone) {
        this.state = state;
        this.everyone = everyone;
    }

    /** All of them. */
    private record AlertList(List<ObjectNode> items, Set<Partition> missingPartitions) {}

    Answer list(Ask ask) {
        Parameters parameters = Parameters.of(ask, "state");
        String wanted = parameters.oneOf("state", STATES);
        parameters.check();
        if (ask.hop()) {
            return Answer.json(local());
        }
        List<ListPart> parts = everyone.parts(ask, ListPart.class, this::local);
        Set<Partition> missing = everyone.missing(parts, Keyspace.TARGET, Keyspace.REGION);
        // One that moves between instances may be told by both.
        Map<String, ObjectNode> alerts = new TreeMap<>(Comparator.naturalOrder());
        parts.forEach(part ->
                part.items().forEach(alert -> alerts.put(alert.path("name").asText(), alert)));
        List<ObjectNode> shown = new ArrayList<>(alerts.values());
        shown.removeIf(alert -> wanted != null && !alert.path("state").asText().equals(wanted));
        if (shown.isEmpty() && !missing.isEmpty()) {
            throw Everyone.tooLittle(missing);
        }
        return Answer.json(new AlertList(shown, missing));
    }

    private ListPart local() {
        Slice<AlertView> alerts = state.alerts();
        return new ListPart(alerts.items().stream().map(Json::object).toList(), alerts.partitions());
    }
}
