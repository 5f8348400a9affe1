package io.blackroad.sink.trace;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Settings of the sink of traces.
 *
 * @param bootstrapServers the brokers, as host:port,...
 * @param client further settings of its Kafka client, as security needs them
 * @param collector where an OpenTelemetry collector takes OTLP over HTTP, without {@code /v1/traces}
 * @param headers sent with each request, as the collector's credentials
 */
public record TraceSinkConfig(
        String bootstrapServers, Map<String, String> client, URI collector, Map<String, String> headers) {
    private static final String GROUP = "trace-sink";
    private static final int BATCH = 500;

    public TraceSinkConfig {
        client = Map.copyOf(client);
        headers = Map.copyOf(headers);
        if (!"http".equals(collector.getScheme()) && !"https".equals(collector.getScheme())) {
            throw new IllegalArgumentException(
                    "the collector must be an http or https address, as http://127.0.0.1:4318, not " + collector);
        }
    }

    /** Where spans are posted. */
    URI traces() {
        String base = collector.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/v1/traces");
    }

    Map<String, Object> consumer() {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("group.id", GROUP);
        settings.put("client.id", GROUP);
        // Whoever begins to look at traces looks at what happens from now on.
        settings.put("auto.offset.reset", "latest");
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("allow.auto.create.topics", false);
        settings.put("max.poll.records", BATCH);
        return settings;
    }

    /** Without the headers, which may be secret. */
    @Override
    public String toString() {
        return "TraceSinkConfig[" + bootstrapServers + ", " + collector + "]";
    }
}
