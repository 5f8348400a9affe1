package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.schema.AvroJson;
import io.blackroad.schema.Direction;
import io.blackroad.schema.ScaleDecided;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Decisions: one with its evidence and explanation, and the list of all targets or of one. */
final class DecisionQueries {
    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 500;
    private static final Comparator<ObjectNode> ORDER = Comparator.comparing(DecisionKey::of);

    /** Stands for a reading of an id that nothing is found under; the next one is tried. */
    private static final Answer NONE = new Answer(ProblemType.UNKNOWN_DECISION.status(), "", Map.of(), new byte[0]);

    private final QuerySources sources;
    private final LocalState state;
    private final Keyed keyed;
    private final Everyone everyone;

    DecisionQueries(QuerySources sources, Keyed keyed, Everyone everyone) {
        this.sources = sources;
        this.state = sources.state();
        this.keyed = keyed;
        this.everyone = everyone;
    }

    /** A page that was asked for. */
    private record Wanted(TargetKey target, Instant since, boolean holds, int limit, DecisionKey after) {}

    Answer one(Ask ask) {
        Parameters.of(ask).check();
        return found(ask, this::explained);
    }

    /** What the decision would have been by the rule of then with other numbers. Nothing is changed. */
    Answer dryRun(Ask ask) {
        RuleChange change = RuleChange.of(Parameters.of(ask, RuleChange.NAMES));
        return found(ask, (held, decision) -> tried(decision, change));
    }

    private Answer found(Ask ask, BiFunction<LocalState, ScaleDecided, Answer> make) {
        String id = ask.path("id");
        List<DecisionKey> readings = DecisionKey.readings(id);
        for (DecisionKey reading : readings) {
            Holders holders = sources.peers().holdersOfTarget(reading.target());
            boolean othersAsked = ask.hop() && readings.size() > 1 && !(holders.owner() instanceof Owner.Self);
            Answer answer = othersAsked ? NONE : keyed.answer(ask, holders, held -> local(held, id, reading, make));
            if (answer.status() != NONE.status()) {
                return answer;
            }
        }
        throw Problem.of(
                        ProblemType.UNKNOWN_DECISION,
                        "there is no decision " + id + "; an id is region.service.sequence, see /v1/decisions")
                .exception();
    }

    private static Answer local(
            LocalState held, String id, DecisionKey reading, BiFunction<LocalState, ScaleDecided, Answer> make) {
        return held.decision(reading.target(), reading.sequence())
                .filter(found -> found.getDecisionId().equals(id))
                .map(decision -> make.apply(held, decision))
                .orElse(NONE);
    }

    private Answer explained(LocalState held, ScaleDecided decision) {
        ObjectNode body = AvroJson.of(decision);
        body.set("effect", effect(held, decision));
        body.set("explanation", Json.object(sources.explainer().explain(decision)));
        return Answer.json(body);
    }

    private Answer tried(ScaleDecided decision, RuleChange change) {
        try {
            Explainer.Trial trial =
                    sources.explainer().tryRule(change.of(decision.getEvidence().getRule()), decision);
            ObjectNode body = Json.object();
            body.set("was", withoutEvidence(decision));
            body.set("decision", withoutEvidence(trial.decision()));
            body.putPOJO("steps", trial.steps());
            return Answer.json(body);
        } catch (IllegalArgumentException e) {
            throw Problem.of(ProblemType.INVALID_PARAMETER, e.getMessage()).exception();
        }
    }

    Answer list(Ask ask) {
        Parameters parameters = Parameters.of(ask, "target", "since", "holds", "limit", "cursor");
        Wanted wanted = new Wanted(
                parameters.target(),
                parameters.since(sources.clock().instant()),
                parameters.flag("holds", true),
                parameters.limit(DEFAULT_LIMIT, MAX_LIMIT),
                DecisionKey.from(parameters));
        parameters.check();
        return wanted.target() == null ? ofAll(ask, wanted) : ofOne(ask, wanted);
    }

    private Answer ofOne(Ask ask, Wanted wanted) {
        Holders holders = sources.peers().holdersOfTarget(wanted.target());
        return keyed.answer(ask, holders, held -> {
            ServiceQueries.existing(held, wanted.target());
            ListPart part = new ListPart(read(held, List.of(wanted.target()), wanted), Set.of());
            if (held != state && part.items().isEmpty()) {
                throw Everyone.tooLittle(Set.of(holders.partition()));
            }
            return Answer.json(page(List.of(part), Set.of(), wanted));
        });
    }

    private Answer ofAll(Ask ask, Wanted wanted) {
        if (ask.hop()) {
            return Answer.json(local(wanted));
        }
        List<ListPart> parts = everyone.parts(ask, ListPart.class, () -> local(wanted));
        return Answer.json(page(parts, everyone.missing(parts, Keyspace.TARGET), wanted));
    }

    private ListPart local(Wanted wanted) {
        Slice<TargetView> targets = state.targets();
        List<TargetKey> keys = targets.items().stream().map(TargetView::key).toList();
        return new ListPart(read(state, keys, wanted), targets.partitions());
    }

    private static List<ObjectNode> read(LocalState held, Collection<TargetKey> targets, Wanted wanted) {
        return new DecisionScan(held, wanted.after(), wanted.since(), wanted.holds())
                .first(targets, wanted.limit() + 1).stream()
                        .map(decision -> listed(held, decision))
                        .toList();
    }

    private static Page page(List<ListPart> parts, Set<Partition> missing, Wanted wanted) {
        return Page.of(
                parts,
                missing,
                ORDER,
                wanted.limit(),
                item -> DecisionKey.of(item).cursor());
    }

    /** The decision as the list shows it: without its evidence, with what became of it. */
    private static ObjectNode listed(LocalState held, ScaleDecided decision) {
        ObjectNode item = (ObjectNode) withoutEvidence(decision);
        item.set("effect", effect(held, decision));
        return item;
    }

    /** What became of a decision; null while that is not known. What a shadow decides has no effect. */
    private static JsonNode effect(LocalState held, ScaleDecided decision) {
        boolean real = decision.getShadow() == null && decision.getDirection() != Direction.HOLD;
        TargetKey target = new TargetKey(decision.getRegion(), decision.getService());
        return real
                ? held.effect(target, decision.getSequence())
                        .<JsonNode>map(AvroJson::of)
                        .orElse(NullNode.getInstance())
                : NullNode.getInstance();
    }

    /** The decision as lists show it; null for none. */
    static JsonNode withoutEvidence(ScaleDecided decision) {
        if (decision == null) {
            return NullNode.getInstance();
        }
        ObjectNode json = AvroJson.of(decision);
        json.remove("evidence");
        return json;
    }
}
