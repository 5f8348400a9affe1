package io.blackroad.streams.placement;

import io.blackroad.decision.Outcome;
import io.blackroad.placement.PlacementDecision;
import io.blackroad.placement.PlacementInput;
import io.blackroad.placement.PlacementState;
import io.blackroad.placement.Placements;
import io.blackroad.placement.Residence;
import io.blackroad.schema.Micros;
import io.blackroad.streams.commit.CommitPacer;
import io.blackroad.streams.control.WorkerRows;
import io.blackroad.streams.load.Keys;
import io.blackroad.streams.load.PartitionActivity;
import io.blackroad.streams.load.Silences;
import io.blackroad.streams.placement.OpenTicks.Part;
import io.blackroad.streams.stored.PlacementNews;
import io.blackroad.streams.stored.StoredPlacement;
import io.blackroad.streams.stored.StoredPlacementNews;
import io.blackroad.streams.stored.StoredTenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Places the agents of the regions of one partition, tick by tick; see {@link Placements}. */
final class PlacementProcessor implements Processor<String, StoredPlacementNews, String, SpecificRecord> {
    /** After a pause only the newest ticks are gone through one by one. */
    private static final long MOST_TICKS = 60;

    /** Whoever carries a decision out waits some seconds for its victims: later than this they are none. */
    private static final long LATEST_TICKS = 300;

    /** Not all instances see at the same moment that a region has workers, or has none any more. */
    private static final long LEAVE_MILLIS = 10_000;

    private final PlacementSettings settings;
    private final PartitionActivity activity;
    private final Silences silences;
    private final long tickMicros;
    private final Map<String, Region> regions = new HashMap<>();
    private ProcessorContext<String, SpecificRecord> context;
    private CommitPacer pacer;
    private WorkerRows workers;
    private KeyValueStore<String, StoredPlacement> placements;
    private KeyValueStore<String, StoredTenant> tenants;
    private KeyValueStore<String, StoredPlacementNews> open;

    PlacementProcessor(PlacementSettings settings) {
        this.settings = settings;
        this.activity = new PartitionActivity(settings.idle().toMillis());
        this.silences = new Silences(settings.lost());
        this.tickMicros = settings.tick().toNanos() / 1_000;
    }

    private static final class Region {
        private final OpenTicks ticks;
        private PlacementState state = PlacementState.EMPTY;
        private long tick;

        /** Since when it has no workers, by our clock; 0 while it has some. */
        private long leftMillis;

        private Region(int partitions) {
            this.ticks = new OpenTicks(partitions);
        }
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        pacer = new CommitPacer(context);
        workers = WorkerRows.of(context);
        placements = context.getStateStore(PlacementTopology.PLACEMENT_STORE);
        tenants = context.getStateStore(PlacementTopology.TENANT_STORE);
        open = context.getStateStore(PlacementTopology.OPEN_STORE);
        // Kafka Streams starts the same processor again after it gave a transaction up.
        regions.clear();
        restore();
        Duration look = settings.idle().dividedBy(4);
        context.schedule(
                look,
                PunctuationType.WALL_CLOCK_TIME,
                now -> List.copyOf(regions.keySet()).forEach(region -> look(region, now)));
    }

    private void look(String name, long nowMillis) {
        Region region = region(name);
        if (!workers.of(name).isEmpty()) {
            region.leftMillis = 0;
            close(name, nowMillis);
        } else if (region.leftMillis == 0) {
            region.leftMillis = nowMillis;
        } else if (nowMillis - region.leftMillis >= LEAVE_MILLIS) {
            Instant end = Micros.instant(region.tick * tickMicros);
            region.ticks.take(Long.MAX_VALUE).forEach(part -> open.delete(part.key()));
            take(name, region, Placements.leave(settings.policy(), region.state, end), end);
            region.leftMillis = nowMillis;
        }
    }

    private void restore() {
        Map<String, List<StoredTenant>> known = new HashMap<>();
        try (KeyValueIterator<String, StoredTenant> all = tenants.all()) {
            all.forEachRemaining(entry -> known.computeIfAbsent(regionOf(entry), any -> new ArrayList<>())
                    .add(entry.value));
        }
        try (KeyValueIterator<String, StoredPlacement> all = placements.all()) {
            all.forEachRemaining(entry -> {
                Region region = region(entry.key);
                region.state = TenantWire.state(entry.value, known.getOrDefault(entry.key, List.of()));
                region.tick = entry.value.getTick();
            });
        }
        try (KeyValueIterator<String, StoredPlacementNews> all = open.all()) {
            // In the order of their keys, which end with the offset.
            all.forEachRemaining(entry -> {
                StoredPlacementNews heard = StoredPlacementNews.newBuilder(entry.value)
                        .setComplete(false)
                        .build();
                region(regionOf(entry)).ticks.hear(entry.key, heard);
            });
        }
    }

    private static String regionOf(KeyValue<String, ?> entry) {
        return entry.key.substring(0, entry.key.indexOf('/'));
    }

    private Region region(String name) {
        return regions.computeIfAbsent(name, any -> new Region(settings.partitions()));
    }

    @Override
    public void process(Record<String, StoredPlacementNews> record) {
        String name = record.key();
        StoredPlacementNews news = record.value();
        if (news.getQuiet()) {
            silence(name, news);
            return;
        }
        boolean decided = news.getPartition() == PlacementNews.DECIDED;
        if (decided && workers.of(name).isEmpty()) {
            // Ticks of a region without workers never end: it would be kept for ever.
            return;
        }
        String key = "";
        if (!news.getResidents().isEmpty() || !news.getScaleIns().isEmpty()) {
            key = key(name);
            open.put(key, news);
        }
        region(name).ticks.hear(key, news);
        if (!decided) {
            long now = context.currentSystemTimeMs();
            activity.hear(name, news.getPartition(), now);
            close(name, now);
        }
    }

    private String key(String name) {
        return name + "/"
                + String.format("%019d", context.recordMetadata().orElseThrow().offset());
    }

    /** Who is in a partition in which nobody speaks is lost by the time of the others, from their next tick on. */
    private void silence(String name, StoredPlacementNews news) {
        Region region = region(name);
        int partition = news.getPartition();
        long now = Math.max(region.tick, news.getTick()) * tickMicros;
        if (!silences.isLost(name + "/" + partition, news.getTick() * tickMicros, now)) {
            return;
        }
        List<Residence> lost =
                region.state.lost(agentId -> Keys.partitionOf(agentId, settings.partitions()) == partition);
        int from = 0;
        for (List<Residence> told : PlacementNews.parts(lost)) {
            StoredPlacementNews part = PlacementNews.part(partition, region.tick + 1, told);
            String key = key(name) + "/" + from;
            open.put(key, part);
            region.ticks.hear(key, part);
            from += told.size();
        }
    }

    /** Decides on every tick that is complete. */
    private void close(String name, long nowMillis) {
        Region region = region(name);
        IntPredicate holdsBack = activity.holdingBack(name, nowMillis);
        long closed = region.ticks.closed(holdsBack);
        if (closed <= region.tick) {
            return;
        }
        boolean live = region.ticks.live(holdsBack);
        for (long tick = Math.max(region.tick + 1, closed - MOST_TICKS); tick <= closed; tick++) {
            decide(name, region, tick, live);
        }
    }

    private void decide(String name, Region region, long tick, boolean live) {
        List<Part> parts = region.ticks.take(tick);
        PlacementInput input = new PlacementInput(
                workers.of(name), OpenTicks.residences(parts), OpenTicks.scaleIns(parts, tick - LATEST_TICKS), live);
        Instant end = Micros.instant(tick * tickMicros);
        region.tick = tick;
        parts.forEach(part -> open.delete(part.key()));
        take(name, region, Placements.decide(settings.policy(), region.state, input, end), end);
    }

    private void take(String name, Region region, Outcome<PlacementState, PlacementDecision> outcome, Instant end) {
        PlacementState before = region.state;
        region.state = outcome.state();
        write(name, region, before);
        outcome.decisions().forEach(decision -> publish(name, decision, end));
        if (!outcome.decisions().isEmpty()) {
            pacer.request(end.toEpochMilli());
        }
    }

    private void write(String name, Region region, PlacementState before) {
        PlacementState after = region.state;
        for (String agentId : after.changed()) {
            String key = name + "/" + agentId;
            after.tenant(agentId)
                    .ifPresentOrElse(tenant -> tenants.put(key, TenantWire.stored(tenant)), () -> tenants.delete(key));
        }
        StoredPlacement stored = TenantWire.stored(name, region.tick, after);
        if (!stored.equals(TenantWire.stored(name, region.tick, before))) {
            placements.put(name, stored);
        }
    }

    private void publish(String region, PlacementDecision decision, Instant at) {
        long millis = at.toEpochMilli();
        if (decision instanceof PlacementDecision.Placed placed) {
            context.forward(
                    new Record<>(placed.agentId(), PlacementWire.placed(region, placed, at), millis),
                    PlacementTopology.PLACED);
        } else if (decision instanceof PlacementDecision.Forgotten forgotten) {
            context.forward(new Record<>(forgotten.agentId(), null, millis), PlacementTopology.PLACED);
        } else if (decision instanceof PlacementDecision.Planned planned) {
            context.forward(
                    new Record<>(region, PlacementWire.planned(region, planned, at), millis),
                    PlacementTopology.PLANNED);
        }
    }
}
