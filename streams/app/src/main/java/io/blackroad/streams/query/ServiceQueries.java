package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.scaling.ShadowBill;
import io.blackroad.schema.AvroJson;
import io.blackroad.schema.control.Rule;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Services by region, which is what scaling decides on: one, and all of them. */
final class ServiceQueries {
    private static final double MICROS_AN_HOUR = 3.6e9;
    private static final Comparator<ObjectNode> ORDER =
            Comparator.comparing(service -> service.path("id").asText(), IdOrder.BYTES);

    private final LocalState state;
    private final Peers peers;
    private final Keyed keyed;
    private final Everyone everyone;

    ServiceQueries(LocalState state, Peers peers, Keyed keyed, Everyone everyone) {
        this.state = state;
        this.peers = peers;
        this.keyed = keyed;
        this.everyone = everyone;
    }

    /** All of them. */
    private record Services(Set<ObjectNode> items, Set<Partition> missingPartitions) {}

    Answer one(Ask ask) {
        Parameters.of(ask).check();
        TargetKey target = new TargetKey(ask.path("region"), ask.path("name"));
        return keyed.answer(ask, peers.holdersOfTarget(target), held -> Answer.json(json(whole(held, target))));
    }

    /** A target that a copy has no sample of yet is not known to it. */
    private TargetView whole(LocalState held, TargetKey target) {
        TargetView view = existing(held, target);
        if (held != state && view.sample() == null) {
            throw new StateUnavailableException("the copy here has not come to a sample of " + target.id());
        }
        return view;
    }

    /** @throws ProblemException if there is no such target */
    static TargetView existing(LocalState state, TargetKey target) {
        return state.target(target)
                .orElseThrow(() -> Problem.of(
                                ProblemType.UNKNOWN_SERVICE,
                                "there is no service " + target.id() + "; see /v1/services")
                        .exception());
    }

    Answer list(Ask ask) {
        Parameters.of(ask).check();
        if (ask.hop()) {
            return Answer.json(local());
        }
        List<ListPart> parts = everyone.parts(ask, ListPart.class, this::local);
        Set<Partition> missing = everyone.missing(parts, Keyspace.TARGET);
        Set<ObjectNode> services = new TreeSet<>(ORDER);
        parts.forEach(part -> services.addAll(part.items()));
        if (services.isEmpty() && !missing.isEmpty()) {
            throw Everyone.tooLittle(missing);
        }
        return Answer.json(new Services(services, missing));
    }

    private ListPart local() {
        Slice<TargetView> targets = state.targets();
        return new ListPart(targets.items().stream().map(ServiceQueries::json).toList(), targets.partitions());
    }

    private static ObjectNode json(TargetView target) {
        Rule rule = target.rule();
        Map<String, JsonNode> records = new LinkedHashMap<>();
        records.put("rule", AvroJson.orNull(rule));
        records.put("sample", AvroJson.orNull(target.sample()));
        records.put("lastDecision", DecisionQueries.withoutEvidence(target.lastDecision()));
        ObjectNode service = Json.object();
        service.put("id", target.key().id());
        service.put("region", target.key().region());
        service.put("service", target.key().service());
        service.put("displayName", target.displayName());
        service.put("replicas", known(target.replicas()));
        service.put("ready", known(target.ready()));
        service.put("minReplicas", rule == null ? null : rule.getMinReplicas());
        service.put("maxReplicas", rule == null ? null : rule.getMaxReplicas());
        service.put("utilizationPermille", Utilization.permille(target.sample(), rule == null ? "" : rule.getMetric()));
        service.setAll(records);
        ArrayNode shadows = service.putArray("shadows");
        target.shadows().forEach(shadow -> shadows.add(json(shadow)));
        return service;
    }

    private static ObjectNode json(ShadowView shadow) {
        ObjectNode json = Json.object();
        json.put("name", shadow.name());
        json.put("replicas", known(shadow.replicas()));
        json.set("lastDecision", DecisionQueries.withoutEvidence(shadow.lastDecision()));
        json.set("bill", bill(shadow.bill()));
        return json;
    }

    private static Integer known(int replicas) {
        return replicas == TargetView.UNKNOWN ? null : Integer.valueOf(replicas);
    }

    private static JsonNode bill(ShadowBill bill) {
        if (bill == null) {
            return NullNode.getInstance();
        }
        ObjectNode json = Json.object();
        json.put("since", bill.since().toString());
        json.put("until", bill.until().toString());
        json.put("replicaHours", bill.replicaMicros() / MICROS_AN_HOUR);
        json.put("realReplicaHours", bill.realReplicaMicros() / MICROS_AN_HOUR);
        json.put("nanoDollars", bill.nanoDollars());
        json.put("realNanoDollars", bill.realNanoDollars());
        return json;
    }
}
