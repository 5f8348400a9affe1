package io.blackroad.streams.alert;

import io.blackroad.schema.FactSerde;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.streams.stored.StoredAlerts;
import io.blackroad.streams.stored.StoredSerde;
import io.blackroad.topic.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/**
 * The alert stage, in the task that adds the fleet's samples up.
 *
 * <pre>
 * samples of the fleet ──► alert-processor ──► fleet.alert.changed
 *                             alert-store: the last change of each alert, and how the fleet grew
 * control.public.alerts, control.public.phases ──► global stores
 * </pre>
 */
public final class AlertTopology {
    public static final String ALERT_STORE = "alert-store";

    private AlertTopology() {}

    /** Adds the stage. */
    public static void build(StreamsBuilder builder, SchemaRegistry registry, KStream<String, LoadSampled> fleet) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(ALERT_STORE),
                        Serdes.String(),
                        new StoredSerde<>(registry, StoredAlerts.class))
                .withCachingEnabled());
        fleet.process(AlertProcessor::new, Named.as("alert-processor"), ALERT_STORE)
                .to(
                        Topics.ALERT_CHANGED.name(),
                        Produced.with(Serdes.String(), new FactSerde<>(registry, Topics.ALERT_CHANGED))
                                .withName("alert-changed"));
    }
}
