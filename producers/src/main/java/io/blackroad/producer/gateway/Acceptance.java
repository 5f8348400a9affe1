package io.blackroad.producer.gateway;

import io.blackroad.access.Caller;
import io.blackroad.access.Role;
import io.blackroad.producer.gateway.EventMemory.Claim;
import io.blackroad.producer.sdk.EventIds;
import io.blackroad.schema.EventId;
import io.blackroad.topic.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides about each fact of a request: reads it, asks whether it may be, whether it is new, numbers and writes it. */
final class Acceptance {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptance.class);
    private static final FactNumber NOT_OURS = new FactNumber(0, 0);

    private final AgentBook book;
    private final EventMemory memory;
    private final FactLog log;
    private final Shedding shedding;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final GatewayLimits limits;

    Acceptance(
            GatewayLimits limits,
            AgentBook book,
            EventMemory memory,
            FactLog log,
            Shedding shedding,
            InstantSource clock,
            LongSupplier nanos) {
        this.limits = limits;
        this.book = book;
        this.memory = memory;
        this.log = log;
        this.shedding = shedding;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** Returns at once; the tally is told of each fact now or when the broker has answered. */
    void take(List<Item> items, Caller writer, FactWriters writers, RequestTally tally) {
        for (Item item : items) {
            tally.begin();
            try {
                take(item, writer, writers, tally);
            } catch (RejectedException e) {
                tally.rejected(item.index(), e.rejection());
            }
        }
        tally.allBegun();
    }

    private void take(Item item, Caller writer, FactWriters writers, RequestTally tally) throws RejectedException {
        if (item.unreadable() != null) {
            throw new RejectedException(item.unreadable());
        }
        Instant now = clock.instant();
        Faults faults = new Faults(item.pointer());
        IncomingFact fact = EnvelopeReader.read(item, now, faults);
        if (!faults.isEmpty()) {
            throw new RejectedException(Rejection.invalid(faults.all()));
        }
        if (!writer.mayWriteAs(fact.agentId())) {
            throw new RejectedException(
                    ProblemType.FORBIDDEN,
                    "this token may not write as " + fact.agentId() + "; use the token of that agent");
        }
        if (fact.isReset() && !writer.may(Role.OPERATE)) {
            throw new RejectedException(
                    ProblemType.FORBIDDEN,
                    "epoch 0 makes " + fact.agentId()
                            + " begin anew, which needs the role operate; give the boot's time");
        }
        KnownAgent agent = book.admit(fact.agentId(), nanos.getAsLong());
        requireRate(agent);
        shedding.requireRoom(fact.shape());
        write(fact, agent, now, writers, tally);
    }

    private void requireRate(KnownAgent agent) throws RejectedException {
        int wait = agent.admit(nanos.getAsLong());
        if (wait > 0) {
            throw new RejectedException(Rejection.limited(
                            ProblemType.RATE_LIMITED,
                            "an agent sends at most " + limits.factsPerSecond() + " facts a second, twice as many at"
                                    + " once; wait, or sum up",
                            limits.factsPerSecond())
                    .retryAfter(wait));
        }
    }

    private void write(IncomingFact fact, KnownAgent agent, Instant now, FactWriters writers, RequestTally tally)
            throws RejectedException {
        String topic = fact.shape().topic().name();
        EventKey key = fact.id() == null ? EventKey.NONE : EventKey.of(fact.agentId(), topic, fact.id());
        Claim claim = memory.claim(key, why -> {
            if (why == null) {
                tally.duplicate();
            } else {
                tally.rejected(fact.index(), why);
            }
        });
        switch (claim) {
            case WRITTEN -> tally.duplicate();
            case JOINED -> {}
            case IN_DOUBT ->
                throw new RejectedException(Rejection.of(
                                ProblemType.OUTCOME_UNKNOWN,
                                "an earlier attempt may be stored, which the gateway finds out; send it again")
                        .retryAfter(1));
            case NEW -> writeOrFail(fact, key, agent, now, writers, new Fate(fact, key, tally));
        }
    }

    /** Whoever claimed an event ends it, whatever happens, or repeats of it would wait for ever. */
    private void writeOrFail(
            IncomingFact fact, EventKey key, KnownAgent agent, Instant now, FactWriters writers, Fate fate) {
        try {
            writeNew(fact, key, agent, now, writers, fate);
        } catch (RuntimeException e) {
            LOG.error("a fact of {} could not be written", fact.shape().name(), e);
            fate.failed(
                    Rejection.of(ProblemType.INTERNAL, "the gateway failed to write the fact; its log says why"), true);
        }
    }

    private void writeNew(
            IncomingFact fact, EventKey key, KnownAgent agent, Instant now, FactWriters writers, Fate fate) {
        String topic = fact.shape().topic().name();
        byte[] agentKey = fact.agentId().getBytes(StandardCharsets.UTF_8);
        // Numbered and handed out under one lock: a fact that overtakes another of its agent makes it look old.
        synchronized (agent) {
            FactNumber number = agent.number(fact, Times.micros(now));
            EventId id = fact.id() == null ? identity(fact, number, topic) : fact.id();
            fact.shape().complete(fact.value(), id, fact.agentId(), number, now);
            boolean ours = fact.sequence() == null && !fact.ofIntake();
            GatewayMark mark = new GatewayMark(key, ours ? number : NOT_OURS, agent.started());
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topic, agentKey, writers.write(fact.shape(), fact.value()));
            record.headers().add(GatewayMark.HEADER, mark.bytes());
            String trace = fate.tally.trace();
            if (trace != null) {
                record.headers().add(TraceContext.HEADER, trace.getBytes(StandardCharsets.UTF_8));
            }
            log.write(record, fate);
        }
    }

    private static EventId identity(IncomingFact fact, FactNumber number, String topic) {
        return EventIds.of(fact.agentId(), topic, Long.toString(number.epoch()), Long.toString(number.sequence()));
    }

    /** What happens when the broker has answered. */
    private final class Fate implements FactLog.Ending {
        private final IncomingFact fact;
        private final EventKey key;
        private final RequestTally tally;

        Fate(IncomingFact fact, EventKey key, RequestTally tally) {
            this.fact = fact;
            this.key = key;
            this.tally = tally;
        }

        @Override
        public void acknowledged() {
            memory.written(key);
            tally.accepted(fact.shape());
        }

        @Override
        public void failed(Rejection why, boolean certainly) {
            memory.failed(key, certainly, why);
            tally.rejected(fact.index(), why);
        }
    }
}
