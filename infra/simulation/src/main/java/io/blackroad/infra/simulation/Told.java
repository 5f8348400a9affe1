package io.blackroad.infra.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many different facts a stage has committed, by topic; one that comes again is the same one. Samples are left out: which
 * was the newest is not logged, so one that is repeated after a crash may be taken again.
 */
final class Told {
    private final AgentStage stage;
    private final List<Set<By>> facts = new ArrayList<>();
    private int seen;

    private record By(String agentId, Fact.Said said) {}

    Told(AgentStage stage) {
        this.stage = stage;
        for (int topic = 0; topic < Fact.TOPICS; topic++) {
            facts.add(new HashSet<>());
        }
    }

    void look() {
        for (; seen < stage.history().end(); seen++) {
            Fact fact = (Fact) stage.taken(stage.history().at(seen));
            if (!(fact.said() instanceof Fact.Sample)) {
                facts.get(fact.said().topic()).add(new By(fact.agentId(), fact.said()));
            }
        }
    }

    boolean allows(int topic, int applied) {
        return topic == Fact.METRIC || applied <= facts.get(topic).size();
    }
}
