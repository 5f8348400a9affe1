package io.blackroad.streams.control;

import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import io.blackroad.topic.ShadowName;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The control tables as a stage reads them. */
public final class ControlTables {
    private final ReadOnlyKeyValueStore<String, Target> targets;
    private final ReadOnlyKeyValueStore<String, Rule> rules;

    private ControlTables(ReadOnlyKeyValueStore<String, Target> targets, ReadOnlyKeyValueStore<String, Rule> rules) {
        this.targets = targets;
        this.rules = rules;
    }

    /** The tables of the topology that a processor runs in. */
    public static ControlTables of(ProcessorContext<?, ?> context) {
        return new ControlTables(store(context, Topics.TARGETS), store(context, Topics.RULES));
    }

    private static <V extends SpecificRecord> ReadOnlyKeyValueStore<String, V> store(
            ProcessorContext<?, ?> context, Topic<V> table) {
        return context.getStateStore(ControlTopology.storeOf(table));
    }

    /** Ids of all targets, in order. */
    public Set<String> targetIds() {
        Set<String> ids = new TreeSet<>();
        try (KeyValueIterator<String, Target> all = targets.all()) {
            all.forEachRemaining(entry -> ids.add(entry.key));
        }
        return ids;
    }

    /** A target's row; null when there is none. */
    public Target target(String id) {
        return targets.get(id);
    }

    /** Rules of all shadow rule sets; see {@link ShadowName}. */
    List<Rule> shadowRules() {
        List<Rule> rows = new ArrayList<>();
        try (KeyValueIterator<String, Rule> shadows =
                rules.range(ShadowName.FIRST_RULE_ID, ShadowName.AFTER_RULE_IDS)) {
            shadows.forEachRemaining(entry -> rows.add(entry.value));
        }
        return rows;
    }

    /** The rule for a target: its own if there is one, else the one its row names; null when there is none. */
    public Rule ruleOf(Target target) {
        Rule own = rules.get(target.getId());
        return own != null ? own : rules.get(target.getRuleId());
    }
}
