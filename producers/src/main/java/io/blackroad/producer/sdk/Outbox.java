package io.blackroad.producer.sdk;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * The way out to the broker. Metric samples may be dropped here and only here; every other fact either is acknowledged
 * or ends in {@link Failures}. Records carry no time of their own, so theirs is the time of sending.
 */
final class Outbox {
    private final Producer<byte[], byte[]> producer;
    private final FreeBuffer buffer;
    private final SendLedger ledger = new SendLedger();
    private final Failures failures = new Failures();

    /** One for all samples: they are too many to give each its own. */
    private final Callback metricDone = (metadata, error) -> settle(FactKind.METRIC, error);

    Outbox(Producer<byte[], byte[]> producer, SendLimits limits) {
        this.producer = producer;
        this.buffer = new FreeBuffer(producer, limits);
    }

    /** Whether a metric sample would be sent now; if not, it counts as dropped. */
    boolean admitsMetric() {
        if (buffer.hasRoomForMetrics()) {
            return true;
        }
        ledger.dropped();
        return false;
    }

    void metric(byte[] key, byte[] value) {
        hand(FactKind.METRIC, key, value, metricDone);
    }

    /** Sends a fact that must not be lost; waits while the memory is full. */
    void fact(FactKind kind, byte[] key, byte[] value, Envelope envelope) {
        hand(kind, key, value, (metadata, error) -> {
            settle(kind, error);
            if (error != null) {
                failures.add(failure(kind, envelope, error));
            }
        });
    }

    /** As {@link #fact}, with an answer that completes when the broker has acknowledged it. */
    CompletableFuture<Void> factAnswered(FactKind kind, byte[] key, byte[] value, Envelope envelope) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        hand(kind, key, value, (metadata, error) -> {
            settle(kind, error);
            if (error == null) {
                answer.complete(null);
                return;
            }
            failures.add(failure(kind, envelope, error));
            answer.completeExceptionally(error);
        });
        return answer;
    }

    private void hand(FactKind kind, byte[] key, byte[] value, Callback done) {
        ledger.accepted(kind);
        try {
            // Errors that Kafka expects come through the callback, also those of this very call.
            var unused = producer.send(new ProducerRecord<>(kind.topic(), key, value), done);
        } catch (KafkaException | IllegalStateException e) {
            done.onCompletion(null, e);
            throw e;
        }
    }

    private void settle(FactKind kind, Exception error) {
        if (error == null) {
            ledger.acknowledged(kind);
        } else {
            ledger.failed(kind);
        }
    }

    private static SendFailure failure(FactKind kind, Envelope envelope, Exception error) {
        return new SendFailure(kind.topic(), envelope.agentId(), envelope.epoch(), envelope.sequence(), error);
    }

    SendLedger ledger() {
        return ledger;
    }

    Failures failures() {
        return failures;
    }

    void flush() {
        producer.flush();
    }

    CloseReport close(Duration timeout) {
        long[] failedBefore = ledger.failures();
        producer.close(timeout);
        return new CloseReport(ledger.unacknowledged(failedBefore));
    }
}
