package io.blackroad.streams.control;

import io.blackroad.schema.FactReader;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.streams.deadletter.DeadLetterSink;
import io.blackroad.streams.stored.StoredSerde;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Each control table becomes a global store: a few hundred rows that every stage needs whole. A decision names the
 * version of the rule that it used, so it can be derived again whenever the row arrived.
 */
public final class ControlTopology {

    /** The tables that stages and queries read. */
    public static final List<Topic<? extends SpecificRecord>> TABLES = List.of(
            Topics.REGIONS,
            Topics.WORKERS,
            Topics.GPU_NODES,
            Topics.TARGETS,
            Topics.RULES,
            Topics.PRICES,
            Topics.PHASES,
            Topics.ALERTS,
            Topics.BUDGETS);

    private ControlTopology() {}

    /**
     * Adds the tables.
     *
     * @param deadLetters keeps the rows that are refused
     */
    public static void build(StreamsBuilder builder, SchemaRegistry registry, DeadLetterSink deadLetters) {
        for (Topic<? extends SpecificRecord> table : TABLES) {
            add(builder, registry, table, deadLetters);
        }
    }

    /** Name of the store of a table. */
    public static String storeOf(Topic<?> table) {
        return "control-" + table.name().substring(table.name().lastIndexOf('.') + 1);
    }

    private static <V extends SpecificRecord> void add(
            StreamsBuilder builder, SchemaRegistry registry, Topic<V> table, DeadLetterSink deadLetters) {
        String name = storeOf(table);
        StoreBuilder<KeyValueStore<String, V>> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), new StoredSerde<>(table.type()))
                .withLoggingDisabled();
        builder.addGlobalStore(
                store,
                table.name(),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(name + "-rows"),
                () -> new ControlProcessor<>(name, new FactReader<>(registry, table.type()), deadLetters));
    }
}
