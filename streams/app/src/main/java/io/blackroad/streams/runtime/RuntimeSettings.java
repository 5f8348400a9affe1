package io.blackroad.streams.runtime;

import io.blackroad.access.AccessSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What a streams instance is started with.
 *
 * @param bootstrapServers Kafka brokers, host:port separated by commas
 * @param registry schema registry, Confluent-compatible
 * @param applicationId name of the group of instances that share the work
 * @param stateDirectory where stores lie
 * @param host address that HTTP binds to and that other instances reach this one by
 * @param port HTTP port; 0 for a free one
 * @param threads stream threads
 * @param standbys copies of each store on other instances
 * @param tick length of a tick, event time
 * @param fresh a metric sample older than this is missing; longer than agents' report interval
 * @param idle a source partition silent for this long holds no tick back
 * @param access who may ask over HTTP, and the token that other instances ask for
 * @param kafka further settings of Kafka clients and Kafka Streams, by Kafka's names
 */
public record RuntimeSettings(
        String bootstrapServers,
        URI registry,
        String applicationId,
        Path stateDirectory,
        String host,
        int port,
        int threads,
        int standbys,
        Duration tick,
        Duration fresh,
        Duration idle,
        AccessSettings access,
        Map<String, String> kafka) {

    public RuntimeSettings {
        kafka = Map.copyOf(kafka);
    }

    /** As {@code up} runs it. */
    public static RuntimeSettings defaults(String bootstrapServers, URI registry, Path stateDirectory, int port) {
        return new RuntimeSettings(
                bootstrapServers,
                registry,
                "blackroad-streams",
                stateDirectory,
                "127.0.0.1",
                port,
                1,
                0,
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                AccessSettings.none(),
                Map.of());
    }
}
