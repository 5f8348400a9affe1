package io.blackroad.streams.agent;

import io.blackroad.agent.Verdict;
import io.blackroad.cost.Parts;
import io.blackroad.load.Partial;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.streams.bundle.RecordBundle;
import io.blackroad.streams.commit.BeforeCommit;
import io.blackroad.streams.commit.CommitPacer;
import io.blackroad.streams.control.GpuNodeRows;
import io.blackroad.streams.control.PriceRows;
import io.blackroad.streams.control.WorkerRows;
import io.blackroad.streams.deadletter.UnusableFactException;
import io.blackroad.streams.stored.StoredGpuFact;
import io.blackroad.streams.stored.StoredLedger;
import io.blackroad.streams.stored.StoredPlacementNews;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * One source partition of the agent topics: reads each fact, folds it in, counts what became of it, and at the end of
 * each tick sends one absolute partial a target.
 */
final class AgentProcessor implements Processor<byte[], RecordBundle, String, SpecificRecord> {
    private static final Duration LEDGER_PAUSE = Duration.ofSeconds(1);
    private static final Duration USE_PAUSE = Duration.ofSeconds(2);

    /** A partition that has nothing to read for this long is silent, or about to be. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    /** The cost of the whole fleet is reckoned in one place. */
    private static final String FLEET = "fleet";

    /** Facts that were appended longer ago are of the past: nobody is placed by them. */
    private static final Duration MOST_LAG = Duration.ofSeconds(10);

    private final SchemaRegistry registry;
    private final AgentSettings settings;
    private final EventClock clock;
    private final Ledger ledger = new Ledger(AgentTopology.SOURCES.size());
    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, StoredLedger> ledgers;
    private CommitPacer pacer;
    private PartialSender partials;
    private TracedFacts traced;
    private GpuAsks asks;
    private Residences residences;
    private long appendedAtMillis;
    private SlotFinder slots;
    private AgentStage stage;
    private Accrual accrual;
    private PriceRows prices;
    private BeforeCommit unwritten;
    private List<FactHandler> handlers;
    private boolean ledgerChanged;
    private boolean heard;

    AgentProcessor(SchemaRegistry registry, AgentSettings settings) {
        this.registry = registry;
        this.settings = settings;
        this.clock = new EventClock(settings);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        AgentTableStore tableStore = context.getStateStore(AgentTableStore.NAME);
        AgentTable table = tableStore.table();
        prices = PriceRows.of(context);
        accrual = new Accrual(
                table,
                context.taskId().partition(),
                context.getStateStore(AgentTopology.PAID_STORE),
                context.getStateStore(AgentTopology.USE_STORE),
                Parts.of(prices.prices()));
        tableStore.owned(System.nanoTime());
        tableStore.accrues(accrual.held());
        stage = new AgentStage(
                table,
                context.getStateStore(AgentTopology.AGENT_STORE),
                context.getStateStore(AgentTopology.COUNT_STORE),
                accrual);
        unwritten = BeforeCommit.of(context, AgentTopology.UNWRITTEN_STORE, stage::writeAll);
        asks = new GpuAsks(
                table,
                settings,
                context.getStateStore(AgentTopology.GPU_ASK_STORE),
                GpuNodeRows.of(context),
                this::tellPool);
        residences = new Residences(
                stage, settings, clock, context.taskId().partition(), WorkerRows.of(context), this::tellPlacement);
        slots = new SlotFinder(table);
        ledgers = context.getStateStore(AgentTopology.LEDGER_STORE);
        pacer = new CommitPacer(context);
        traced = new TracedFacts(table);
        partials = new PartialSender(context, settings, stage, tableStore, traced);
        // In the order of AgentTopology.SOURCES.
        handlers = List.of(
                new LifecycleHandler(stage, asks, residences, registry),
                new TaskHandler(stage, registry),
                new MetricHandler(table, accrual, registry),
                new GpuHandler(stage, asks, registry));
        StoredLedger before = ledgers.get(ledgerKey());
        if (before != null) {
            ledger.restore(before);
        }
        // When facts stop coming no tick writes the ledger any more.
        context.schedule(LEDGER_PAUSE, PunctuationType.WALL_CLOCK_TIME, now -> writeLedgerIfChanged());
        context.schedule(USE_PAUSE, PunctuationType.WALL_CLOCK_TIME, now -> tellUse());
        context.schedule(SILENCE, PunctuationType.WALL_CLOCK_TIME, now -> tellSilence());
    }

    /** When nothing at all was read, those that know the time of the other partitions hear of it, and decide. */
    private void tellSilence() {
        if (!heard) {
            asks.quiet(clock.started() ? clock.newest() : 0);
            residences.quiet();
        }
        heard = false;
    }

    @Override
    public void process(Record<byte[], RecordBundle> record) {
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        int topic = topicOf(origin.topic());
        heard = true;
        FactHandler handler = handlers.get(topic);
        List<ConsumerRecord<byte[], byte[]>> facts = record.value().records(record.key(), record, origin);
        slots.find(facts, topic == AgentTopology.METRIC);
        try {
            RecordBundle.each(facts, (fact, place) -> takeOrRefuse(topic, handler, fact, place));
        } finally {
            writeStates(record.timestamp());
        }
    }

    /** Of facts of the past an agent has many between two commits, and nobody asks for a state in between. */
    private void writeStates(long appendedAtMillis) {
        unwritten.ask();
        if (!pacer.isPast(appendedAtMillis)) {
            stage.write();
        }
    }

    private void takeOrRefuse(int topic, FactHandler handler, ConsumerRecord<byte[], byte[]> fact, int place) {
        ledger.reading(topic, fact.offset());
        try {
            take(topic, handler, fact, place);
        } catch (SerializationException | UnusableFactException e) {
            ledger.countDeadLetter(topic);
            writeLedger();
            throw e;
        }
    }

    private void take(int topic, FactHandler handler, ConsumerRecord<byte[], byte[]> fact, int place) {
        requireKey(fact.key());
        appendedAtMillis = fact.timestamp();
        long appendedAt = appendedAtMillis * 1_000;
        // A millisecond is added, since the broker's stamp is cut to milliseconds and the agent's is not.
        long occurredAt = Math.min(handler.read(fact.value(), appendedAt), appendedAt + 1_000);
        boolean ticked = advance(occurredAt);
        Verdict verdict = handler.apply(fact.key(), slots.of(fact.key(), place), occurredAt, clock.lateBefore());
        if (verdict == Verdict.APPLIED) {
            traced.heard(fact);
        }
        ledgerChanged = true;
        if (ledger.count(topic, verdict) || ticked) {
            writeLedger();
        }
    }

    private static void requireKey(byte[] key) {
        if (key == null || key.length == 0) {
            throw new UnusableFactException("the record has no key; agent facts are keyed by the agent's id");
        }
    }

    private static int topicOf(String name) {
        for (int topic = 0; topic < AgentTopology.SOURCES.size(); topic++) {
            if (AgentTopology.SOURCES.get(topic).name().equals(name)) {
                return topic;
            }
        }
        throw new IllegalStateException("no source topic is called " + name);
    }

    /** Moves the partition's time on. When that ends a tick, the tick goes out before the fact that ended it. */
    private boolean advance(long occurredAt) {
        if (!clock.started()) {
            clock.advance(occurredAt);
            stage.hearAll(occurredAt);
            residences.start(occurredAt);
            return false;
        }
        long running = clock.tick();
        long next = clock.tickOf(occurredAt);
        if (next <= running) {
            clock.advance(occurredAt);
            return false;
        }
        sendTick(running + 1);
        if (next > running + 1) {
            endSilence(running + 1, next);
            sendTick(next);
        }
        clock.advance(occurredAt);
        pacer.request(next * settings.tickMicros() / 1_000);
        return true;
    }

    /**
     * A partition in which nobody at all spoke was cut off; that says nothing of a single agent. When less than a report
     * interval would be left to speak again, everyone gets the whole time anew, or the first few to come back would pass
     * for the whole fleet.
     */
    private void endSilence(long lastTick, long next) {
        if ((next - lastTick) * settings.tickMicros() > settings.lostMicros() - settings.freshMicros()) {
            long last = lastTick * settings.tickMicros();
            stage.hearAgain(last - settings.lostMicros(), next * settings.tickMicros());
        }
    }

    private void sendTick(long tick) {
        Partial.SourceOffsets offsets = new Partial.SourceOffsets(
                ledger.nextOffset(AgentTopology.METRIC),
                ledger.nextOffset(AgentTopology.TASK),
                ledger.nextOffset(AgentTopology.LIFECYCLE));
        // Before agents that are long gone are forgotten.
        asks.ticked(tick * settings.tickMicros());
        partials.send(tick, offsets);
        boolean live = context.currentSystemTimeMs() - appendedAtMillis <= MOST_LAG.toMillis();
        residences.ticked(tick, live, partials.forgotten());
        stage.forget(partials.forgotten());
    }

    /** Says what agents used, since the hours began and however often it was said before. */
    private void tellUse() {
        if (prices.changed()) {
            accrual.divide(Parts.of(prices.prices()));
        }
        // Also when nothing was read yet: whoever had the partition before may not have said all.
        unwritten.ask();
        accrual.send(
                settings.lostMicros(), use -> context.forward(new Record<>(FLEET, use, use.getAtMicros() / 1_000)));
    }

    private void tellPool(String region, StoredGpuFact fact) {
        context.forward(new Record<>(region, fact, fact.getAtMicros() / 1_000));
    }

    private void tellPlacement(String region, StoredPlacementNews news) {
        context.forward(new Record<>(region, news, news.getTick() * settings.tickMicros() / 1_000));
    }

    private void writeLedger() {
        ledgers.put(ledgerKey(), ledger.stored());
        ledgerChanged = false;
    }

    private void writeLedgerIfChanged() {
        if (ledgerChanged) {
            writeLedger();
        }
    }

    private String ledgerKey() {
        return Integer.toString(context.taskId().partition());
    }
}
