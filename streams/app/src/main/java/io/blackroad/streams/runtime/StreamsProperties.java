package io.blackroad.streams.runtime;

import io.blackroad.streams.agent.AgentTopology;
import io.blackroad.streams.bundle.RecordBundler;
import io.blackroad.streams.deadletter.DeadLetterListener;
import io.blackroad.streams.deadletter.UnreadableFacts;
import io.blackroad.streams.deadletter.UnusableFacts;
import io.blackroad.streams.load.LoadTopology;
import io.blackroad.topic.Topics;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Settings of Kafka Streams. Whatever differs from Kafka's default says why. */
final class StreamsProperties {

    /**
     * Stages commit when a tick is complete; this only bounds the wait of what no tick carries (answers, dead letters).
     */
    private static final int COMMIT_INTERVAL_MILLIS = 1_000;

    /**
     * Two commits of a transaction may be this far apart before the broker gives the instance up. Readers of decisions wait
     * that long behind the open transaction of an instance that was killed, so it is as short as the session.
     */
    private static final int TRANSACTION_TIMEOUT_MILLIS = 6_000;

    /** An instance that was killed is missed after this; the broker allows no less. */
    static final int SESSION_TIMEOUT_MILLIS = 6_000;

    static final int HEARTBEAT_MILLIS = 1_500;

    private static final long CACHE_BYTES = 32L << 20;

    /** Records of one poll, which mostly become one bundle. What waits in memory is copied by the garbage collector. */
    private static final int POLL_RECORDS = 2_000;

    private static final int BUFFERED_BUNDLES = 4;
    private static final int FETCH_BYTES = 128 << 10;

    /** A fetch for every few facts costs more than the facts; a fetch that waits delays both hops of a decision. */
    private static final int MIN_FETCH_BYTES = 32 << 10;

    /**
     * A broker keeps a fetch of partitions without news for this long, and the consumer sends it no other fetch meanwhile:
     * while one partition has nothing, all others wait. A quiet instance pays with a hundred small fetches a second.
     */
    private static final int FETCH_WAIT_MILLIS = 10;

    private StreamsProperties() {}

    static Properties of(RuntimeSettings settings, int advertisedPort) {
        return of(settings, advertisedPort, (topic, kind) -> {});
    }

    /** @param deadLetters hears of each dead letter that Kafka Streams writes */
    static Properties of(RuntimeSettings settings, int advertisedPort, DeadLetterListener deadLetters) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
        properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, settings.host() + ":" + advertisedPort);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
        // An instance that comes later gets its share as soon as its copies are complete, not after ten minutes.
        properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MILLIS);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksMemory.class);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // Optimisation would read control tables from their source topics, which a rolling restart can empty.
        properties.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableFacts.class);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, UnusableFacts.class);
        // By name: the constant is deprecated because the next major version always does this.
        properties.put("processing.exception.handler.global.enabled", true);
        properties.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTER.name());
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_TIMEOUT_MILLIS);
        // The first batch of a transaction may be refused while the last one is still being ended, which is common with
        // several brokers. Batches sent behind it are out of order then, and the producer stands for seconds.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        // A hop waits for the sender otherwise; the batches of a tick are sent at its end anyway.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), FETCH_WAIT_MILLIS);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MILLIS);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MILLIS);
        properties.put(DeadLetterListener.SETTING, deadLetters);
        bundles(properties, settings);
        properties.putAll(settings.kafka());
        return properties;
    }

    /** Facts and partials pass through in bundles; see {@link RecordBundler}. */
    private static void bundles(Properties properties, RuntimeSettings settings) {
        Map<String, String> consumer = Map.of(
                ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
                RecordBundler.class.getName(),
                RecordBundler.TICKED_TOPICS,
                String.join(",", AgentTopology.topicNames()),
                RecordBundler.WHOLE_TOPICS,
                LoadTopology.partialsTopic(settings.applicationId()),
                RecordBundler.TICK_MILLIS,
                Long.toString(settings.tick().toMillis()),
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                Integer.toString(POLL_RECORDS),
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                Integer.toString(MIN_FETCH_BYTES),
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                Integer.toString(FETCH_BYTES));
        consumer.forEach((key, value) -> properties.put(StreamsConfig.mainConsumerPrefix(key), value));
        // Counted in bundles, each of up to a poll's records.
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_BUNDLES);
    }
}
