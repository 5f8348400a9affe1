package io.blackroad.streams.load;

import io.blackroad.decision.Outcome;
import io.blackroad.load.LoadSample;
import io.blackroad.load.LoadState;
import io.blackroad.load.Loads;
import io.blackroad.schema.LoadSampled;
import io.blackroad.streams.commit.CommitPacer;
import io.blackroad.streams.stored.PartialWire;
import io.blackroad.streams.stored.StoredLoad;
import io.blackroad.streams.stored.StoredPartial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Adds partials up to load samples; see {@link Loads}. */
final class LoadProcessor implements Processor<String, StoredPartial, String, LoadSampled> {
    private final LoadSettings settings;
    private final PartitionActivity activity;
    private final long tickMicros;
    private ProcessorContext<String, LoadSampled> context;
    private CommitPacer pacer;
    private KeyValueStore<String, StoredLoad> loads;
    private KeyValueStore<String, LoadSampled> newest;

    LoadProcessor(LoadSettings settings) {
        this.settings = settings;
        this.activity = new PartitionActivity(settings.idle().toMillis());
        this.tickMicros = settings.tick().toNanos() / 1_000;
    }

    @Override
    public void init(ProcessorContext<String, LoadSampled> newContext) {
        context = newContext;
        pacer = new CommitPacer(context);
        loads = context.getStateStore(LoadTopology.LOAD_STORE);
        newest = context.getStateStore(LoadTopology.SAMPLE_STORE);
        Duration look = settings.idle().dividedBy(4);
        context.schedule(look, PunctuationType.WALL_CLOCK_TIME, this::closeSilent);
    }

    @Override
    public void process(Record<String, StoredPartial> partial) {
        long now = context.currentSystemTimeMs();
        activity.hear(partial.key(), partial.value().getPartition(), now);
        LoadState before = LoadWire.state(loads.get(partial.key()));
        LoadState accepted = Loads.accept(before, PartialWire.partial(partial.value()));
        if (!close(partial.key(), accepted, now)) {
            loads.put(partial.key(), LoadWire.stored(accepted));
        }
    }

    /** A partition that fell silent holds nothing back any longer; nobody else would notice. */
    private void closeSilent(long nowMillis) {
        List<String> targets = new ArrayList<>();
        try (KeyValueIterator<String, StoredLoad> all = loads.all()) {
            all.forEachRemaining(entry -> targets.add(entry.key));
        }
        for (String target : targets) {
            close(target, LoadWire.state(loads.get(target)), nowMillis);
        }
    }

    /** True when ticks were closed, and what is left written down. */
    private boolean close(String target, LoadState state, long nowMillis) {
        Outcome<LoadState, LoadSample> outcome =
                Loads.close(settings.policy(), state, activity.holdingBack(target, nowMillis));
        if (outcome.decisions().isEmpty()) {
            return false;
        }
        loads.put(target, LoadWire.stored(outcome.state()));
        for (LoadSample sample : outcome.decisions()) {
            LoadSampled sampled = LoadWire.sampled(target, sample, tickMicros);
            newest.put(target, sampled);
            context.forward(new Record<>(target, sampled, sample.tick() * tickMicros / 1_000));
        }
        pacer.request(outcome.state().lastTick() * tickMicros / 1_000);
        return true;
    }
}
