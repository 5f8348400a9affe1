package io.blackroad.producer.gateway;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to the broker. Nothing here blocks: what cannot be taken now is refused now. */
final class FactLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FactLog.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final LongSupplier nanos;
    private final Circuit circuit;
    private final Backlog backlog;
    private volatile Producer<byte[], byte[]> producer;
    private volatile boolean broken;

    /** Told once how a fact ended. */
    interface Ending {
        void acknowledged();

        /** @param certainly true when the broker cannot have got it */
        void failed(Rejection why, boolean certainly);
    }

    FactLog(Supplier<Producer<byte[], byte[]>> producers, LongSupplier nanos) {
        this.producers = producers;
        this.nanos = nanos;
        this.circuit = new Circuit(nanos.getAsLong());
        this.backlog = new Backlog(nanos.getAsLong());
        this.producer = producers.get();
    }

    /** What Kafka has not answered yet. */
    Backlog backlog() {
        return backlog;
    }

    boolean isOpen() {
        return !circuit.isOpen();
    }

    /** Whether facts of this topic can be sent; if not, the producer asks for its partitions in the background. */
    boolean knows(String topic) {
        try {
            return !producer.partitionsFor(topic).isEmpty();
        } catch (TimeoutException e) {
            return false;
        }
    }

    void write(ProducerRecord<byte[], byte[]> record, Ending ending) {
        if (!circuit.admits(nanos.getAsLong())) {
            ending.failed(unavailable("it did not take the facts before this one"), true);
            return;
        }
        Delivery delivery = new Delivery(ending, record.key().length + record.value().length);
        try {
            var unused = producer.send(record, delivery);
        } catch (KafkaException | IllegalStateException e) {
            // Only a producer that can go on no longer throws here; what is wrong with a record it tells the callback.
            broken = true;
            LOG.error("the producer has failed and is replaced", e);
            delivery.withdraw();
            ending.failed(unavailable(e.getMessage()), true);
        } finally {
            delivery.handedOver();
        }
    }

    /** Puts a new producer in the place of one that can go on no longer. */
    synchronized void renewIfBroken() {
        if (broken) {
            producer.close(Duration.ZERO);
            producer = producers.get();
            broken = false;
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }

    private static Rejection unavailable(String why) {
        return Rejection.of(ProblemType.KAFKA_UNAVAILABLE, "the fact is not stored: " + why + "; send it again")
                .retryAfter(2);
    }

    /** The producer tells of a record that it does not take during the call, and of all others from its own thread. */
    private final class Delivery implements org.apache.kafka.clients.producer.Callback {
        private final Ending ending;
        private final int size;
        private final long beganAt = nanos.getAsLong();
        private final Thread caller = Thread.currentThread();
        private volatile boolean handedOver;

        Delivery(Ending ending, int size) {
            this.ending = ending;
            this.size = size;
            backlog.began(size, beganAt);
        }

        void withdraw() {
            backlog.withdrawn(size);
        }

        void handedOver() {
            handedOver = true;
        }

        @Override
        public void onCompletion(RecordMetadata metadata, Exception error) {
            boolean refused = error != null && !handedOver && Thread.currentThread() == caller;
            if (refused) {
                withdraw();
            } else {
                backlog.ended(size, beganAt, error == null, nanos.getAsLong());
            }
            if (error == null) {
                circuit.succeeded(nanos.getAsLong());
                ending.acknowledged();
                return;
            }
            if (!(error instanceof BufferExhaustedException || error instanceof RecordTooLargeException)) {
                // A producer that has lost all brokers forgets the topics too, and refuses during the call.
                circuit.failed(beganAt, nanos.getAsLong());
                LOG.warn("Kafka did not take a fact: {}", error.toString());
            }
            ending.failed(rejection(error), refused);
        }

        private Rejection rejection(Exception error) {
            if (error instanceof BufferExhaustedException) {
                return Rejection.of(
                                ProblemType.BUFFER_FULL,
                                "more facts wait for Kafka than the gateway may hold; send it again")
                        .retryAfter(1);
            }
            if (error instanceof RecordTooLargeException) {
                return Rejection.of(ProblemType.BODY_TOO_LARGE, "the fact is too large: " + error.getMessage());
            }
            return unavailable(error.getMessage());
        }
    }
}
