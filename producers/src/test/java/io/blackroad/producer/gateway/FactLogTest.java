package io.blackroad.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** How writing a fact ends: acknowledged, refused for sure, or failed with a doubt; never with a wait. */
class FactLogTest {
    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final FactLog log = new FactLog(this::producer, nanos::get);
    private final List<String> endings = new ArrayList<>();

    private MockProducer<byte[], byte[]> producer() {
        producers.add(new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()));
        return producers.get(producers.size() - 1);
    }

    private MockProducer<byte[], byte[]> newest() {
        return producers.get(producers.size() - 1);
    }

    private void write() {
        log.write(new ProducerRecord<>("facts", new byte[] {1}, new byte[] {2}), new FactLog.Ending() {
            @Override
            public void acknowledged() {
                endings.add("acknowledged");
            }

            @Override
            public void failed(Rejection why, boolean certainly) {
                endings.add(why.type().label() + (certainly ? " certainly" : " in doubt"));
            }
        });
    }

    @Test
    void aFactEndsWhenTheBrokerSaysSo() {
        write();
        assertThat(endings).isEmpty();
        newest().completeNext();
        assertThat(endings).containsExactly("acknowledged");
        assertThat(log.isOpen()).isTrue();
    }

    @Test
    void afterAFailureOthersAreRefusedAtOnceAndOneASecondTries() throws InterruptedException {
        write();
        Thread sender = new Thread(() -> newest().errorNext(new NotEnoughReplicasException("two are down")));
        sender.start();
        sender.join();
        assertThat(endings).containsExactly("kafka-unavailable in doubt");
        assertThat(log.isOpen()).isFalse();

        write();
        assertThat(endings).hasSize(2).endsWith("kafka-unavailable certainly");
        nanos.addAndGet(Circuit.PROBE_NANOS);
        write();
        newest().completeNext();
        assertThat(endings).hasSize(3).endsWith("acknowledged");
        assertThat(log.isOpen()).isTrue();
    }

    @Test
    void aFactOfAPartitionWithoutALeaderDoesNotStopTheOthers() {
        write();
        write();
        nanos.incrementAndGet();
        newest().completeNext();
        newest().errorNext(new TimeoutException("2 record(s) expired"));
        assertThat(endings).containsExactly("acknowledged", "kafka-unavailable in doubt");
        assertThat(log.isOpen()).isTrue();
    }

    @Test
    void aFullBufferAndAFactTooLargeAreNoFaultOfKafka() {
        write();
        newest().errorNext(new BufferExhaustedException("full"));
        write();
        newest().errorNext(new RecordTooLargeException("large"));
        assertThat(endings.get(0)).startsWith("buffer-full");
        assertThat(endings.get(1)).startsWith("body-too-large");
        assertThat(log.isOpen()).isTrue();
    }

    @Test
    void aProducerThatCanGoOnNoLongerIsReplaced() {
        newest().sendException = new KafkaException("fatal");
        write();
        assertThat(endings).containsExactly("kafka-unavailable certainly");
        log.renewIfBroken();
        assertThat(producers).hasSize(2);
        assertThat(producers.get(0).closed()).isTrue();
        write();
        newest().completeNext();
        assertThat(endings).endsWith("acknowledged");
        log.renewIfBroken();
        assertThat(producers).hasSize(2);
    }
}
