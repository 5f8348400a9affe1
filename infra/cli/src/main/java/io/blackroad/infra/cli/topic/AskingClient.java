package io.blackroad.infra.cli.topic;

import io.blackroad.infra.cli.config.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Settings of the Kafka clients of a command that somebody waits for: they give up within seconds, not after a minute. */
public final class AskingClient {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private AskingClient() {}

    /** For a client of the settings' cluster, by Kafka's names. */
    public static Map<String, String> of(Settings settings) {
        return of(settings, ANSWER);
    }

    /** @param patience when it gives up */
    static Map<String, String> of(Settings settings, Duration patience) {
        Map<String, String> client = new HashMap<>(settings.kafka());
        client.put("bootstrap.servers", settings.bootstrapServers());
        client.put("default.api.timeout.ms", Long.toString(patience.toMillis()));
        client.put("request.timeout.ms", Long.toString(patience.toMillis() / 2));
        return client;
    }
}
