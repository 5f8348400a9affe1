package io.blackroad.streams.load;

import io.blackroad.decision.Outcome;
import io.blackroad.load.LoadSample;
import io.blackroad.load.LoadState;
import io.blackroad.load.Loads;
import io.blackroad.load.Partial;
import io.blackroad.load.Sources;
import io.blackroad.schema.LoadSampled;
import io.blackroad.streams.bundle.RecordBundle;
import io.blackroad.streams.commit.CommitPacer;
import io.blackroad.streams.stored.PartialWire;
import io.blackroad.streams.stored.StoredLoad;
import io.blackroad.streams.stored.StoredPartial;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Adds partials up to load samples; see {@link Loads}. States live on the heap and are written down once a bundle of
 * partials, since each holds several partials and a tick brings one of every source partition.
 */
final class LoadProcessor implements Processor<String, PartialParcel, String, LoadSampled> {
    private final LoadSettings settings;
    private final UnreadFacts unread;
    private final PartitionActivity activity;
    private final long tickMicros;
    private final Deserializer<StoredPartial> partials;
    private final Map<String, LoadState> states = new HashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private final TracedTicks traced = new TracedTicks();
    private ProcessorContext<String, LoadSampled> context;
    private CommitPacer pacer;
    private KeyValueStore<String, StoredLoad> loads;
    private KeyValueStore<String, LoadSampled> newest;

    LoadProcessor(LoadSettings settings, UnreadFacts unread, Deserializer<StoredPartial> partials) {
        this.settings = settings;
        this.unread = unread;
        this.partials = partials;
        this.activity = new PartitionActivity(settings.idle().toMillis());
        this.tickMicros = settings.tick().toNanos() / 1_000;
    }

    @Override
    public void init(ProcessorContext<String, LoadSampled> newContext) {
        context = newContext;
        pacer = new CommitPacer(context);
        loads = context.getStateStore(LoadTopology.LOAD_STORE);
        newest = context.getStateStore(LoadTopology.SAMPLE_STORE);
        // Kafka Streams starts the same processor again after it gave a transaction up.
        changed.clear();
        states.clear();
        try (KeyValueIterator<String, StoredLoad> all = loads.all()) {
            all.forEachRemaining(entry -> states.put(entry.key, LoadWire.state(entry.value)));
        }
        Duration look = settings.idle().dividedBy(4);
        context.schedule(look, PunctuationType.WALL_CLOCK_TIME, this::closeSilent);
    }

    @Override
    public void process(Record<String, PartialParcel> parcel) {
        byte[] key = parcel.key().getBytes(StandardCharsets.UTF_8);
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        long now = context.currentSystemTimeMs();
        try {
            RecordBundle.each(
                    parcel.value().arrived().records(key, parcel, origin), (record, place) -> take(record, now));
        } finally {
            writeDown();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, long now) {
        String target = new String(record.key(), StandardCharsets.UTF_8);
        Partial partial = PartialWire.partial(partials.deserialize(record.topic(), record.value()));
        activity.hear(target, partial.partition(), now);
        traced.heard(target, partial.tick(), record.headers());
        states.put(target, Loads.accept(states.getOrDefault(target, LoadState.EMPTY), partial));
        changed.add(target);
        close(target, now);
    }

    /** A partition that fell silent holds nothing back any longer; nobody else would notice. */
    private void closeSilent(long nowMillis) {
        unread.ask();
        for (String target : states.keySet()) {
            close(target, nowMillis);
        }
        writeDown();
    }

    private void close(String target, long nowMillis) {
        Outcome<LoadState, LoadSample> outcome = Loads.close(
                settings.policy(),
                states.get(target),
                new Sources(activity.holdingBack(target, nowMillis), unread::in, unread::behind));
        if (outcome.decisions().isEmpty()) {
            return;
        }
        states.put(target, outcome.state());
        changed.add(target);
        for (LoadSample sample : outcome.decisions()) {
            LoadSampled sampled = LoadWire.sampled(target, sample, tickMicros);
            if (!target.equals(PartialWire.FLEET)) {
                newest.put(target, sampled);
            }
            context.forward(new Record<>(
                    target, sampled, sample.tick() * tickMicros / 1_000, traced.upTo(target, sample.tick())));
        }
        pacer.request(outcome.state().lastTick() * tickMicros / 1_000);
    }

    private void writeDown() {
        for (String target : changed) {
            loads.put(target, LoadWire.stored(states.get(target)));
        }
        changed.clear();
    }
}
