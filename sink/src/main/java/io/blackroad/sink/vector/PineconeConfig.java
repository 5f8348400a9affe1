package io.blackroad.sink.vector;

import java.net.URI;
import java.time.Duration;

/**
 * An index over Pinecone's HTTP interface.
 *
 * @param host where the index answers; Pinecone's console shows it
 * @param apiKey sent with each request; empty for a {@link VectorServer}, which wants none
 * @param dimensions numbers of a vector, as the index was created with
 * @param timeout how long one answer may take
 * @param attempts how often a request is sent in all when it is answered 429 or 5xx, or not at all; at least 1
 * @param firstWait before the second one; doubled each time, unless the answer says how long
 */
public record PineconeConfig(
        URI host, String apiKey, int dimensions, Duration timeout, int attempts, Duration firstWait) {

    public PineconeConfig {
        if (!"http".equals(host.getScheme()) && !"https".equals(host.getScheme())) {
            throw new IllegalArgumentException("the host of an index is an http or https URL, not " + host);
        }
        if (dimensions < 1 || attempts < 1) {
            throw new IllegalArgumentException(
                    "dimensions and attempts are at least 1, not " + dimensions + ", " + attempts);
        }
    }

    /** Six attempts within about six seconds. */
    public static PineconeConfig of(URI host, String apiKey, int dimensions) {
        return new PineconeConfig(host, apiKey, dimensions, Duration.ofSeconds(10), 6, Duration.ofMillis(200));
    }

    @Override
    public String toString() {
        return "PineconeConfig[" + host + ", ***, " + dimensions + "]";
    }
}
