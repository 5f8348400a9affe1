package io.blackroad.streams.runtime;

import io.blackroad.streams.deadletter.DeadLetterProducer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * What an instance needs of the broker besides Kafka Streams.
 *
 * @param admin asks for partitions and offsets
 * @param deadLetters writes what Kafka Streams cannot
 */
record BrokerClients(Admin admin, DeadLetterProducer deadLetters) implements AutoCloseable {

    static BrokerClients of(RuntimeSettings settings) {
        Map<String, Object> client = new HashMap<>(settings.kafka());
        client.put("bootstrap.servers", settings.bootstrapServers());
        return new BrokerClients(Admin.create(client), new DeadLetterProducer(client));
    }

    @Override
    public void close() {
        deadLetters.close();
        admin.close(Duration.ofSeconds(1));
    }
}
